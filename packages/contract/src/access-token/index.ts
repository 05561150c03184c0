import { faq } from './faq.ts'
import { message, messages } from './message.ts'
import { settings, simpleSettings } from './settings.ts'
import { statistic, statistics } from './statistic.ts'
import { ticket, tickets } from './ticket.ts'
import { auth, token } from './token.ts'
import { profile, user, users } from './user.ts'

/** What programs call with an AccessToken: the plain face (`/api/tickets/*`) and the one with an envelope (`v1`). */
export const accessToken = {
  tickets,
  users,
  user: profile,
  messages,
  statistics,
  settings: simpleSettings,
  auth,
  v1: { ticket, user, token, message, statistic, settings, faq },
}
