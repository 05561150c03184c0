import type { Static } from 'typebox'
import type * as common from '@pipit/contract/visitor/common'
import type { Session } from '@pipit/contract/visitor/session'
import type { VisitorEvent } from '@pipit/contract/visitor/live'

export type Widget = Static<typeof common.Widget>
export type Message = Static<typeof common.VisitorMessage>
export type Inline = Static<typeof common.Inline>
export type Ticket = Static<typeof common.VisitorTicket>
export type Chat = Static<typeof common.Chat>
export type Presence = Static<typeof common.Presence>
export type Faq = Static<typeof common.Faq>
export type Token = Static<typeof Session>
export type LiveEvent = Static<typeof VisitorEvent>
export type Language = 'zh' | 'en'

export interface Category {
  readonly category_id: string
  readonly parent_id?: string
  readonly name: string
}

/** What is on its way, or did not get there. */
export interface Pending {
  readonly clientId: string
  readonly text: string
  readonly faqId?: string
  readonly file?: File
  /** From 0 to 1 while a file is uploaded. */
  readonly progress?: number
  readonly error?: string
  readonly createdAt: number
}
