import { Type } from 'typebox'

export const TicketStatus = Type.Enum(
  [
    'created',
    'processing',
    'queueing',
    'pending',
    'waiting_for_guest',
    'closed_by_bot',
    'closed_by_agent',
    'closed_by_guest',
  ],
  { description: 'lifecycle state' },
)

export const TicketPriority = Type.Enum(['lowest', 'low', 'medium', 'high', 'urgent', 'critical'])

/** The ticket lists that every desk has. */
export const TicketView = Type.Enum(
  ['mine', 'following', 'mentions', 'unassigned', 'queue', 'open', 'closed', 'all'],
  {
    description:
      'following: open tickets whose collaborator you are; mentions: those on which a remark names you, open ones ' +
      'unless `status` asks for others',
  },
)

const span = (what: string) =>
  Type.Optional(
    Type.String({
      pattern: '^([1-9]\\d{0,3}d|\\d{1,16}\\.\\.|\\.\\.\\d{1,16}|\\d{1,16}\\.\\.\\d{1,16})$',
      description: `when it was ${what}: \`7d\` is the last seven days, \`from..to\` are Unix ms of which one may be missing`,
    }),
  )

const ids = (description: string) =>
  Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: 20, description }))

/** Which tickets a list holds, and in which order. What is given more than once means any of them. */
export const TicketFilter = Type.Object({
  view: Type.Optional(TicketView),
  status: Type.Optional(Type.Array(TicketStatus, { maxItems: 8 })),
  agent: ids('open_ids; `me` is whoever asks, `none` is nobody'),
  tag: ids('tag ids'),
  skill: ids('skill ids: what the ticket has asked for'),
  priority: Type.Optional(Type.Array(TicketPriority, { maxItems: 6 })),
  channel: Type.Optional(Type.Array(Type.Integer(), { maxItems: 20 })),
  created: span('opened'),
  updated: span('changed last'),
  sla: Type.Optional(
    Type.Enum(['overdue', 'soon'], { description: 'owed already, or within the next hour as well' }),
  ),
  text: Type.Optional(
    Type.String({
      maxLength: 200,
      description: 'words of the ticket or its messages; the newest 1000 are looked at',
    }),
  ),
  sort: Type.Optional(
    Type.Enum(['newest', 'waiting', 'due', 'created'], {
      description: 'newest message, longest waiting, earliest due or newest ticket first',
    }),
  ),
  reversed: Type.Optional(Type.Boolean({ description: 'the other way round' })),
})
