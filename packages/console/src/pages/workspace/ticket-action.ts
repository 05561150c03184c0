import type { Me, Person, Ticket, TicketStatus } from '../../api/types.ts'

/** What an agent does with a ticket beyond answering it. */
export type TicketAction =
  | { readonly kind: 'take' | 'close' | 'reopen' | 'resume' }
  | { readonly kind: 'hold'; readonly until?: number | undefined }
  | {
      readonly kind: 'assign'
      /** Without an agent and a skill the ticket goes back to the queue. */
      readonly agent?: Person | undefined
      readonly skill?: { readonly id: string; readonly name: string } | undefined
      readonly note?: string | undefined
    }
  | { readonly kind: 'tag'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly kind: 'collaborate'; readonly add: readonly Person[]; readonly remove: readonly Person[] }
  | {
      readonly kind: 'edit'
      readonly title?: string | undefined
      readonly priority?: Ticket['priority'] | undefined
      readonly field?: { readonly id: string; readonly value: string } | undefined
    }

export type ActionKind = TicketAction['kind']

export const isClosed = (status: TicketStatus) => status.startsWith('closed_')

/** The state colours of ui.md: waiting on us, waiting on them, done. A ticket being worked on waits on us while its guest waits. */
export function toneOf(status: TicketStatus, waiting: boolean): 'waiting' | 'them' | 'done' {
  if (isClosed(status)) return 'done'
  if (status === 'queueing') return 'waiting'
  return waiting && (status === 'created' || status === 'processing') ? 'waiting' : 'them'
}

/** What has a button of its own now, the most likely first. */
export function actionsFor(ticket: Ticket, me: Me): ('take' | 'close' | 'reopen')[] {
  if (isClosed(ticket.status)) return ['reopen']
  return ticket.agent?.id === me.user.id ? ['close'] : ['take', 'close']
}

const without = <T>(items: readonly T[], gone: readonly T[]) => items.filter((item) => !gone.includes(item))

/** How the ticket will most likely look, shown until the server has answered. */
export function afterAction(ticket: Ticket, action: TicketAction, me: Me, now: number): Ticket {
  switch (action.kind) {
    case 'take':
      return { ...ticket, agent: me.user, skill: undefined, stage: 'human', status: worked(ticket) }
    case 'close':
      return {
        ...ticket,
        status: 'closed_by_agent',
        closed_at: now,
        closed_by: me.user,
        waiting_since: undefined,
        snoozed_until: undefined,
      }
    case 'reopen':
      return {
        ...ticket,
        status: ticket.agent ? 'processing' : 'queueing',
        closed_at: undefined,
        closed_by: undefined,
        waiting_since: now,
      }
    case 'hold':
      return { ...ticket, status: 'pending', snoozed_until: action.until }
    case 'resume':
      return { ...ticket, status: ticket.agent ? 'processing' : 'queueing', snoozed_until: undefined }
    case 'assign':
      return {
        ...ticket,
        agent: action.agent,
        skill: action.skill,
        stage: 'human',
        ...(action.agent ? { status: worked(ticket) } : { status: 'queueing', snoozed_until: undefined }),
      }
    case 'tag': {
      const kept = ticket.tags.filter(({ name }) => !action.remove.includes(name))
      const fresh = action.add.filter((name) => !kept.some((tag) => tag.name === name))
      return { ...ticket, tags: [...kept, ...fresh.map((name) => ({ id: `new ${name}`, name }))] }
    }
    case 'collaborate': {
      const gone = action.remove.map(({ id }) => id)
      const kept = ticket.collaborators.filter(({ id }) => !gone.includes(id))
      return {
        ...ticket,
        collaborators: [...kept, ...action.add.filter(({ id }) => !kept.some((one) => one.id === id))],
      }
    }
    default:
      return {
        ...ticket,
        title: action.title ?? ticket.title,
        priority: action.priority ?? ticket.priority,
        fields: action.field ? withField(ticket, action.field) : ticket.fields,
      }
  }
}

const worked = ({ status }: Ticket): TicketStatus =>
  status === 'created' || status === 'queueing' ? 'processing' : status

function withField(ticket: Ticket, { id, value }: { readonly id: string; readonly value: string }) {
  const others = ticket.fields.filter((field) => field.id !== id)
  return value === '' ? others : [...others, { id, display_name: '', value, stored: value }]
}

/** What takes an action back, as far as the ticket as it was before tells; nothing where there is nothing to take back. */
export function undoOf(before: Ticket, action: TicketAction, now: number): TicketAction | undefined {
  switch (action.kind) {
    case 'close':
      return { kind: 'reopen' }
    case 'reopen':
      return { kind: 'close' }
    case 'take':
    case 'assign':
      return { kind: 'assign', agent: before.agent, skill: before.agent ? undefined : before.skill }
    case 'hold':
      return before.status === 'pending' ? { kind: 'hold', until: before.snoozed_until } : { kind: 'resume' }
    case 'resume': {
      const until = before.snoozed_until
      return { kind: 'hold', until: until !== undefined && until > now ? until : undefined }
    }
    case 'tag': {
      const had = before.tags.map(({ name }) => name)
      const remove = without(action.add, had)
      const add = action.remove.filter((name) => had.includes(name))
      return add.length + remove.length > 0 ? { kind: 'tag', add, remove } : undefined
    }
    case 'collaborate': {
      const had = new Set(before.collaborators.map(({ id }) => id))
      return {
        kind: 'collaborate',
        add: action.remove.filter(({ id }) => had.has(id)),
        remove: action.add.filter(({ id }) => !had.has(id)),
      }
    }
    default: {
      const { field } = action
      return {
        kind: 'edit',
        title: action.title === undefined ? undefined : before.title,
        priority: action.priority === undefined ? undefined : before.priority,
        field: field && {
          id: field.id,
          value: before.fields.find(({ id }) => id === field.id)?.stored ?? '',
        },
      }
    }
  }
}
