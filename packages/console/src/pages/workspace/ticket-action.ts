import type { Me, Ticket, TicketStatus } from '../../api/types.ts'

export type TicketAction = 'take' | 'close' | 'reopen' | 'hold' | 'resume'

export const isClosed = (status: TicketStatus) => status.startsWith('closed_')

/** The state colours of ui.md: waiting on us, waiting on them, done. A ticket being worked on waits on us while its guest waits. */
export function toneOf(status: TicketStatus, waiting: boolean): 'waiting' | 'them' | 'done' {
  if (isClosed(status)) return 'done'
  if (status === 'queueing') return 'waiting'
  return waiting && (status === 'created' || status === 'processing') ? 'waiting' : 'them'
}

/** What can be done now, the most likely first. */
export function actionsFor(ticket: Ticket, me: Me): TicketAction[] {
  if (isClosed(ticket.status)) return ['reopen']
  const mine = ticket.agent?.id === me.user.id
  return [...(mine ? [] : (['take'] as const)), 'close', ticket.status === 'pending' ? 'resume' : 'hold']
}

/** How the ticket will most likely look, shown until the server has answered. */
export function afterAction(ticket: Ticket, action: TicketAction, me: Me, now: number): Ticket {
  const { waiting_since, closed_at: _, closed_by: __, ...rest } = ticket
  const open: Ticket = waiting_since === undefined ? rest : { ...rest, waiting_since }
  const after: Record<TicketAction, Ticket> = {
    take: { ...open, agent: me.user, stage: 'human', status: 'processing' },
    close: { ...rest, status: 'closed_by_agent', closed_at: now, closed_by: me.user },
    reopen: { ...open, status: 'processing' },
    hold: { ...open, status: 'pending' },
    resume: { ...open, status: 'processing' },
  }
  return after[action]
}
