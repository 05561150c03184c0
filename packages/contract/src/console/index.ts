import { accessToken } from './access-token.ts'
import { admin } from './admin.ts'
import { draft } from './draft.ts'
import { event } from './event.ts'
import { explorer } from './explorer.ts'
import { file, image } from './file.ts'
import { knowledge, knowledgeAdmin } from './knowledge.ts'
import { list } from './list.ts'
import { mailbox, mails } from './mailbox.ts'
import { notification } from './notification.ts'
import { oauth } from './oauth.ts'
import { preferences } from './preferences.ts'
import { overview } from './overview.ts'
import { presence } from './presence.ts'
import { quickReply } from './quick-reply.ts'
import { routing } from './routing.ts'
import { search } from './search.ts'
import { session } from './session.ts'
import { sla } from './sla.ts'
import { team } from './team.ts'
import { ticket } from './ticket.ts'
import { ticketField } from './ticket-field.ts'
import { widget } from './widget.ts'
import { view } from './view.ts'
import { ticketAction } from './ticket-action.ts'
import { ticketContext } from './ticket-context.ts'

/** What our own pages call, with the session cookie. Not a public API: it may change with any release. */
export const console = {
  session,
  ticket,
  overview,
  ticketAction,
  ticketContext,
  routing,
  notification,
  admin,
  accessToken,
  search,
  oauth,
  event,
  explorer,
  file,
  image,
  draft,
  quickReply,
  preferences,
  knowledge,
  knowledgeAdmin,
  team,
  ticketField,
  widget,
  presence,
  list,
  view,
  sla,
  mailbox,
  mails,
}
