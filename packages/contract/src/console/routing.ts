import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { Person } from './session.ts'

/** Somebody who serves on the desk, and how much they have to do. */
export const DeskAgent = Type.Object({
  agent: Person,
  role: Type.Enum(['owner', 'admin', 'agent']),
  status: Type.Enum(['online', 'offline', 'off_duty'], {
    description: 'off_duty: online, but outside of their schedule',
  }),
  next_change_at: Type.Optional(
    Type.Integer({ description: 'ms; when their duty begins or ends next; absent without a schedule' }),
  ),
  has_schedule: Type.Boolean(),
  follows_schedule: Type.Boolean({ description: 'whether the clock sets them online and offline by it' }),
  status_source: Type.Optional(
    Type.Enum(['agent', 'manager', 'program', 'schedule'], { description: 'who set them online or offline' }),
  ),
  status_since: Type.Optional(Type.Integer({ description: 'ms' })),
  status_until: Type.Optional(
    Type.Integer({ description: 'ms; when the schedule decides next, for who follows it' }),
  ),
  open_tickets: Type.Integer({ description: 'tickets they own, those on hold not counted' }),
  max_tickets: Type.Integer({ description: 'how many of these they are given at most' }),
})

export const RoutingDecision = Type.Object({
  decided_at: Type.Integer({ description: 'ms' }),
  agent: Type.Optional(Person),
  pool: Type.Enum(['appointed', 'skill', 'some_skill', 'fallback', 'queue'], {
    description: 'among whom the agent was found; queue: the ticket waited',
  }),
  text: Type.String({ description: 'the decision in one English sentence' }),
  skills: Type.Array(Type.Object({ id: Type.String(), name: Type.String() }), {
    description: 'what the ticket asked for',
  }),
  appointed: Type.Array(Person, { description: 'who was asked for' }),
  considered: Type.Array(
    Type.Object({
      agent: Person,
      verdict: Type.Enum([
        'chosen',
        'offline',
        'off_duty',
        'full',
        'held',
        'passed_over',
        'busier',
        'served_later',
      ]),
      open_tickets: Type.Integer(),
      max_tickets: Type.Integer(),
    }),
  ),
})

export const routing = {
  /** Every decision about who gets a ticket, oldest first. What agents took themselves is not decided. */
  explain: endpoint({
    method: 'GET',
    path: '/console/v1/tickets/:ticket_id/routing',
    summary: 'Explain where a ticket went',
    tokens: ['session'],
    envelope: 'bare',
    params: Type.Object({ ticket_id: Type.String() }),
    response: Type.Object({ items: Type.Array(RoutingDecision) }),
  }),
  agents: endpoint({
    method: 'GET',
    path: '/console/v1/agents',
    summary: 'List who serves on the desk',
    tokens: ['session'],
    envelope: 'bare',
    response: Type.Object({ items: Type.Array(DeskAgent) }),
  }),
  /** Agents set their own status; owner and admins set everything of everybody. */
  updateAgent: endpoint({
    method: 'PATCH',
    path: '/console/v1/agents/:agent_id',
    summary: 'Set an agent online or offline, or how much they are given',
    tokens: ['session'],
    envelope: 'bare',
    params: Type.Object({ agent_id: Type.String() }),
    body: Type.Object({
      status: Type.Optional(Type.Enum(['online', 'offline'])),
      max_tickets: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
      follows_schedule: Type.Optional(Type.Boolean()),
    }),
    response: DeskAgent,
  }),
}
