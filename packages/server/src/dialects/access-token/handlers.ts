import type { accessToken } from '@pipit/contract'
import type { Handlers } from '../handlers.ts'
import { settings, simpleSettings, statistic, statistics } from './desk.ts'
import { faq } from './faq.ts'
import { message, messages } from './message.ts'
import { ticket, tickets } from './ticket.ts'
import { auth, token } from './token.ts'
import { profile, user, users } from './user.ts'

export const accessTokenHandlers: Handlers<typeof accessToken> = {
  tickets,
  users,
  user: profile,
  messages,
  statistics,
  settings: simpleSettings,
  auth,
  v1: { ticket, user, token, message, statistic, settings, faq },
}
