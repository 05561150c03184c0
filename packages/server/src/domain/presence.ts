import { fromJson, toJson } from '../db/json.ts'
import type { Engine } from '../db/engine.ts'
import type { Cx } from './cx.ts'

export interface PresentPerson {
  readonly id: string
  readonly name: string
  readonly avatar_url?: string | undefined
}

/** What one page or one guest does right now. Told to every node, kept by none for long. */
export interface PresenceNote {
  readonly tenantId: string
  readonly helpdeskId: string
  /** Who says it: a browser tab, or a guest on a ticket. The newest note of a source is what holds. */
  readonly source: string
  readonly person: PresentPerson
  readonly kind: 'agent' | 'guest'
  /** The open ticket; nothing when none is open any more. */
  readonly ticketId: string | null
  readonly typing: boolean
  /** What is typed is an answer: only then is the guest told. */
  readonly answering?: boolean
}

const topic = 'presence '

/** Longer addresses of avatars (embedded images) are not worth telling every node. */
const longestAddress = 500

/** Tells every node what an agent's page shows. Never fails: presence is worth no error. */
export function notePresence(
  cx: Cx,
  person: PresentPerson,
  page: string,
  ticketId: string | undefined,
  typing: boolean,
  answering = false,
): void {
  tell(cx, {
    source: `${person.id} ${page}`,
    person,
    kind: 'agent',
    ticketId: ticketId ?? null,
    typing: typing && ticketId !== undefined,
    answering: typing && answering,
  })
}

/** Tells every node that somebody writes on a ticket, or has stopped. To be repeated every few seconds. */
export function noteTyping(
  cx: Cx,
  {
    ticketId,
    who,
    kind,
    typing = true,
  }: {
    readonly ticketId: string
    readonly who: PresentPerson
    readonly kind: 'agent' | 'guest'
    readonly typing?: boolean
  },
): void {
  tell(cx, { source: `${who.id} ${ticketId}`, person: who, kind, ticketId: typing ? ticketId : null, typing })
}

function tell(cx: Cx, note: Omit<PresenceNote, 'tenantId' | 'helpdeskId'>): void {
  const { avatar_url } = note.person
  const { id, name } = note.person
  const person = {
    id,
    name: name.slice(0, 100),
    ...(avatar_url !== undefined && avatar_url.length <= longestAddress && { avatar_url }),
  }
  const { tenantId, helpdeskId } = cx
  cx.engine.broadcast(topic + toJson({ ...note, person, tenantId, helpdeskId }))
}

/** Hears every note of every node. @returns a function that ends it. */
export const onPresence = (engine: Engine, listener: (note: PresenceNote) => void): (() => void) =>
  engine.onBroadcast((text) => {
    if (text.startsWith(topic)) listener(fromJson<PresenceNote>(text.slice(topic.length)))
  })
