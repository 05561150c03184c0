import type { Me, Ticket } from '../../../api/types.ts'

export const variableNames = [
  'guest.name',
  'guest.email',
  'agent.name',
  'agent.email',
  'ticket.id',
  'desk.name',
] as const
type VariableName = (typeof variableNames)[number]

const pattern = /\{\{\s*([\w.]+)\s*\}\}/g

export const valuesOf = (ticket: Ticket, me: Me): Readonly<Record<VariableName, string | undefined>> => ({
  'guest.name': ticket.guest.name,
  'guest.email': ticket.guest.email,
  'agent.name': me.user.name,
  'agent.email': me.user.email,
  'ticket.id': ticket.ticket_id,
  'desk.name': me.helpdesk.name,
})

/** Puts values in for variables; those without one stay, so that they are seen. */
export const filled = (text: string, values: Readonly<Record<string, string | undefined>>) =>
  text.replace(pattern, (whole, name: string) => (Object.hasOwn(values, name) && values[name]) || whole)

/** Variables that nobody would want to send. */
export const unfilled = (text: string): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([whole]) => whole)),
]
