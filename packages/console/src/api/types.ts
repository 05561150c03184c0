import type { LiveEvent as LiveEventSchema, Output, console as api } from '@pipit/contract'
import type { Static } from 'typebox'

/** Names for what the contract infers, so that pages need not spell it out. */
export type Me = Output<typeof api.session.get>
export type Person = Me['user']
export type TicketListPage = Output<typeof api.ticket.list>
export type TicketRow = Output<typeof api.ticket.list>['items'][number]
export type Ticket = Output<typeof api.ticket.get>
export type TicketStatus = Ticket['status']
export type Counts = Output<typeof api.ticket.counts>
export type TicketView = Exclude<keyof Counts, 'skills' | 'saved'>
export type SavedView = Output<typeof api.view.create>
export type TicketFilter = SavedView['filter']
export type TicketPriority = TicketRow['priority']
export type BulkResult = Output<typeof api.list.bulk>['items'][number]
export type Sla = Output<typeof api.sla.get>
export type MessagePage = Output<typeof api.ticket.messages>
export type Message = MessagePage['items'][number]
export type Remark = Output<typeof api.ticket.remark>
export type Draft = Output<typeof api.draft.list>['items'][number]
export type QuickReply = Output<typeof api.quickReply.list>['items'][number]
export type FileInfo = Output<typeof api.file.create>
export type App = Output<typeof api.admin.app.update>
export type Scope = App['scopes'][number]
export type Helpdesk = Output<typeof api.admin.helpdesk.get>
export type LogEntry = Output<typeof api.admin.log.list>['items'][number]
export type AccessToken = Output<typeof api.accessToken.get>
export type AccessTokenScope = AccessToken['scopes'][number]
export type NewAccessToken = Output<typeof api.accessToken.create>
export type AuditEntry = Output<typeof api.accessToken.audit>['items'][number]
export type Overview = Output<typeof api.overview.get>
export type Push = Output<typeof api.notification.list>['items'][number]
export type PushDetail = Output<typeof api.notification.get>
export type PushStatus = Push['status']
export type LiveEvent = Static<typeof LiveEventSchema>

export const ticketViews = [
  'mine',
  'following',
  'mentions',
  'unassigned',
  'queue',
  'open',
  'closed',
  'all',
] as const satisfies readonly TicketView[]
