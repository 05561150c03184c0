import { Type } from 'typebox'

/** Texts of the two languages the chat speaks. */
export const Texts = Type.Object({
  zh: Type.String({ maxLength: 500 }),
  en: Type.String({ maxLength: 500 }),
})

/** Whether somebody of the desk is there now. */
export const Presence = Type.Object({
  online: Type.Boolean(),
  back_at: Type.Optional(
    Type.Integer({ description: 'ms; when the next shift begins, where one is planned' }),
  ),
})

/** What everybody may know of a desk's widget: how it looks and whether somebody is there. */
export const Widget = Type.Object({
  widget_id: Type.String(),
  name: Type.String(),
  color: Type.String({ description: '#rrggbb' }),
  position: Type.Enum(['right', 'left']),
  theme: Type.Enum(['auto', 'light', 'dark']),
  locale: Type.Enum(['auto', 'zh', 'en']),
  welcome: Texts,
  offline: Texts,
  bot: Type.Boolean({ description: 'whether a bot answers first' }),
  presence: Presence,
})

/** One piece of a line of a message. */
export const Inline = Type.Object({
  text: Type.Optional(Type.String()),
  bold: Type.Optional(Type.Boolean()),
  italic: Type.Optional(Type.Boolean()),
  href: Type.Optional(Type.String({ description: 'http, https, mailto or tel' })),
  image: Type.Optional(Type.String({ description: 'key of a picture of this message' })),
  faq_id: Type.Optional(Type.String({ description: 'the text is a question that can be asked' })),
})

export const VisitorFile = Type.Object({
  kind: Type.Enum(['image', 'file']),
  key: Type.String(),
  name: Type.String(),
})

export const VisitorMessage = Type.Object({
  id: Type.String({ description: 'sorts by time' }),
  message_id: Type.String({ description: 'om_…' }),
  ticket_id: Type.Optional(Type.String()),
  from: Type.Enum(['visitor', 'bot', 'agent', 'system']),
  name: Type.Optional(Type.String({ description: 'of the agent' })),
  avatar_url: Type.Optional(Type.String()),
  title: Type.Optional(Type.String()),
  lines: Type.Array(Type.Array(Inline)),
  file: Type.Optional(VisitorFile),
  recalled: Type.Optional(Type.Boolean()),
  helpful: Type.Optional(
    Type.Enum(['unasked', 'yes', 'no'], {
      description: 'of an answer with a FAQ: what the visitor said of it',
    }),
  ),
  client_id: Type.Optional(Type.String({ description: 'as it was sent with, on own messages' })),
  created_at: Type.Integer({ description: 'ms' }),
})

/** How the visitor's newest conversation stands. */
export const VisitorTicket = Type.Object({
  ticket_id: Type.String(),
  state: Type.Enum(['bot', 'queue', 'agent', 'closed']),
  position: Type.Optional(Type.Integer({ description: 'place in the queue, from 1; counted up to 500' })),
  agent: Type.Optional(Type.Object({ name: Type.String(), avatar_url: Type.Optional(Type.String()) })),
  score: Type.Optional(Type.Integer({ description: '1 bad, 2 fair, 3 good' })),
})

export const Chat = Type.Object({
  visitor: Type.Object({
    name: Type.Optional(Type.String()),
    email: Type.Optional(Type.String()),
    identified: Type.Boolean(),
  }),
  ticket: Type.Optional(VisitorTicket),
  presence: Presence,
  unread: Type.Integer({ description: 'counted up to 99' }),
  position: Type.Integer({ description: 'of the event log: from here the stream goes on' }),
})

export const Faq = Type.Object({ faq_id: Type.String(), question: Type.String() })
