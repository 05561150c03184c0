import type { Message, Remark, TicketDetail, TicketRow as WireRow } from '@pipit/contract/console/ticket'
import type { Person } from '@pipit/contract/console/session'
import type { Static } from 'typebox'
import type { FileRow } from '../../db/files.ts'
import type { MailRow } from '../../db/mails.ts'
import type { MessageRow } from '../../db/messages.ts'
import type { TicketRow } from '../../db/tickets.ts'
import { type People, type PersonRow, loadPeople } from '../../db/users.ts'
import type { Cx } from '../../domain/cx.ts'
import { readableValue } from '../../domain/field-values.ts'
import { mailsOf } from '../../domain/mail-delivery.ts'
import { fileKeysOf, filesOfMessages } from '../../domain/message-resources.ts'
import { mentionsIn } from '../../domain/remarks.ts'
import { type RemarkSnapshot, collaboratorIds, fieldValues, ticketTags } from '../../domain/tickets.ts'
import type { CustomFieldEntry } from '../../platform/registry.ts'
import { fileInfoOf } from './file.ts'
import { deliveryOf } from './mailbox.ts'

export const personOf = (row: Omit<PersonRow, 'country'>): Static<typeof Person> => ({
  id: row.id,
  name: row.name,
  email: row.email ?? undefined,
  avatar_url: row.avatar_url ?? undefined,
  department: row.department ?? undefined,
  city: row.city ?? undefined,
})

/** Somebody who has been erased still has a place in old tickets. */
export const someone = (id: string, people: People) => personOf(people.get(id) ?? { ...nobody, id })
const nobody = { name: '—', email: null, avatar_url: null, department: null, city: null }

export const rowOf = (ticket: TicketRow, people: People): Static<typeof WireRow> => ({
  ticket_id: ticket.id,
  status: ticket.status,
  stage: ticket.stage,
  guest: someone(ticket.guest_id, people),
  agent: ticket.agent_id === null ? undefined : someone(ticket.agent_id, people),
  preview: ticket.preview,
  last_message_at: ticket.last_message_at,
  waiting_since: ticket.waiting_since ?? undefined,
  created_at: ticket.created_at,
  closed_at: ticket.closed_at ?? undefined,
  tags: ticketTags(ticket),
  title: ticket.title ?? undefined,
  priority: ticket.priority,
  channel: ticket.channel,
  due: ticket.due_at === null ? undefined : { at: ticket.due_at, kind: ticket.due_kind! },
  snoozed_until: ticket.snoozed_until ?? undefined,
  merged_into: ticket.merged_into ?? undefined,
})

const seconds = (from: number | null, to: number | null): number | undefined =>
  from === null || to === null ? undefined : Math.max(0, Math.round((to - from) / 1000))

export const detailOf = (
  ticket: TicketRow,
  people: People,
  fields: readonly CustomFieldEntry[],
  around: {
    readonly remarks: readonly RemarkSnapshot[]
    readonly merged: readonly Pick<TicketRow, 'id' | 'guest_id' | 'created_at'>[]
    readonly mergedInto: string | undefined
    readonly timeZone: string
    readonly skill: { readonly id: string; readonly name: string } | undefined
  },
): Static<typeof TicketDetail> => {
  const values = fieldValues(ticket)
  return {
    ...rowOf(ticket, people),
    merged_into: around.mergedInto,
    helpdesk_id: ticket.helpdesk_id,
    chat_id: ticket.chat_id,
    score: ticket.score ?? undefined,
    solved: ticket.solved === null ? undefined : ticket.solved === 1,
    customized_info: ticket.customized_info ?? undefined,
    closed_by: ticket.closed_by === null ? undefined : someone(ticket.closed_by, people),
    first_response_seconds: seconds(ticket.agent_entered_at, ticket.first_response_at),
    resolution_seconds: seconds(ticket.agent_entered_at, ticket.closed_at),
    fields: fields
      .filter((field) => field.entity === 'ticket' && values[field.id] !== undefined)
      .map((field) => ({
        id: field.id,
        display_name: field.displayName,
        value: readableValue(field, values[field.id]!),
        stored: values[field.id]!,
      })),
    time_zone: around.timeZone,
    version: ticket.version,
    description: ticket.description ?? undefined,
    collaborators: collaboratorIds(ticket).map((id) => someone(id, people)),
    skill: around.skill && { id: around.skill.id, name: around.skill.name },
    merged: around.merged.map((one) => ({
      ticket_id: one.id,
      guest: someone(one.guest_id, people),
      created_at: one.created_at,
    })),
    split_from: ticket.split_from ?? undefined,
    remarks: around.remarks.map((remark) => remarkOf(remark, people)),
  }
}

export const remarkOf = (remark: RemarkSnapshot, people: People): Static<typeof Remark> => ({
  id: String(remark.id),
  author: someone(remark.author_id, people),
  content: remark.content,
  mentions: mentionsIn(remark).map((id) => someone(id, people)),
  created_at: remark.created_at,
})

/** Messages with their senders and files, in the order given. */
export async function messagesOf(
  cx: Cx,
  messages: readonly MessageRow[],
  people?: People,
): Promise<Static<typeof Message>[]> {
  const [senders, files, mails] = await Promise.all([
    people ??
      loadPeople(
        cx.db,
        cx.tenantId,
        messages.map((message) => message.sender_id),
      ),
    filesOfMessages(cx, messages),
    mailsOf(cx, messages),
  ])
  return messages.map((message) => messageOf(message, senders, files, mails))
}

const messageOf = (
  message: MessageRow,
  people: People,
  files: ReadonlyMap<string, FileRow>,
  mails: ReadonlyMap<string, MailRow>,
): Static<typeof Message> => ({
  id: message.id,
  message_id: message.message_id,
  ticket_id: message.ticket_id ?? '',
  sender_type: message.sender_type,
  sender: message.sender_id === null ? undefined : someone(message.sender_id, people),
  type: message.type,
  content: message.content,
  text: message.text,
  files: fileKeysOf(message).flatMap((key) => {
    const file = files.get(key)
    return file ? [fileInfoOf(file)] : []
  }),
  edited_at: message.edits === null ? undefined : (message.updated_at ?? undefined),
  delivery: mails.has(message.id) ? deliveryOf(mails.get(message.id)!) : undefined,
  recalled: message.deleted_at === null ? undefined : true,
  created_at: message.created_at,
})
