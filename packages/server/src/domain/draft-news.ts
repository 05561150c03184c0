import { fromJson, toJson } from '../db/json.ts'
import type { Engine } from '../db/engine.ts'
import { type Cx, actorUserId } from './cx.ts'

/** A draft of somebody has changed, or is gone. Told to every node, kept by none: pages read the draft themselves. */
export interface DraftNote {
  readonly tenantId: string
  readonly helpdeskId: string
  readonly userId: string
  readonly ticketId: string
  /** The page that did it, which knows. */
  readonly page?: string | undefined
  /** Unix ms. */
  readonly at: number
}

const topic = 'draft '

/** Tells the acting person's pages; to be called when the change is committed. Never fails: what is lost is read later. */
export function noteDraft(cx: Cx, ticketId: string, page?: string): void {
  const userId = actorUserId(cx)
  if (userId === null) return
  const { tenantId, helpdeskId } = cx
  const note: DraftNote = { tenantId, helpdeskId, userId, ticketId, page, at: cx.now }
  cx.engine.broadcast(topic + toJson(note))
}

/** Hears every note of every node. @returns a function that ends it. */
export const onDraft = (engine: Engine, listener: (note: DraftNote) => void): (() => void) =>
  engine.onBroadcast((text) => {
    if (text.startsWith(topic)) listener(fromJson<DraftNote>(text.slice(topic.length)))
  })
