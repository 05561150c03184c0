import type { Message } from '../api/types.ts'

/** The newest answer of a colleague after `since`, a message id; ids grow with time. */
export function answeredSince(
  messages: readonly Message[],
  since: string | undefined,
  me: string,
): Message | undefined {
  const from = since === undefined ? 0 : messages.findIndex((message) => message.id === since) + 1
  return messages
    .slice(from)
    .findLast((message) => message.sender_type === 'agent' && message.sender?.id !== me)
}
