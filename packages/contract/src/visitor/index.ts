import { chat } from './chat.ts'
import { faq } from './faq.ts'
import { file } from './file.ts'
import { session, widget } from './session.ts'

/** What the chat on other people's pages calls, with the bearer token of a visit. */
export const visitor = { widget, session, chat, faq, file }
