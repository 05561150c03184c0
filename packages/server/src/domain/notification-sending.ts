import {
  type NotificationRow,
  addRecipients,
  findNotification,
  newcomersOf,
  pageOfAudience,
  recipientsOf,
  setRecipients,
  unfinishedNotifications,
  updateNotification,
} from '../db/notifications.ts'
import type { Again } from '../jobs/jobs.ts'
import { dequeue, enqueue } from '../jobs/queue.ts'
import { sendMessage } from './chat-messages.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError } from './errors.ts'
import { audienceOf, chosenAudience } from './notification-audience.ts'
import { moved } from './notification-states.ts'
import { cardOf, changeNotification, lockedNotification, pushManager } from './notifications.ts'
import { recallCards, sendCards } from './notifications-send.ts'

/** How many people are listed, and how many are written to, in one transaction. */
const expandBatch = 500
const sendBatch = 100

const day = 24 * 60 * 60_000
/** How long after somebody was added they can still be found to be in a department of an onboarding push. */
const onboardingWindow = 30 * day

const sendKey = (id: string): string => `notification.send ${id}`
const laneOf = (id: string): string => `notification ${id}`

const wantSending = (cx: Cx, id: string, runAt: number): Promise<void> =>
  enqueue(cx, 'notification.send', { notificationId: id }, { key: sendKey(id), lane: laneOf(id), runAt })

/** Sends an approved push at a time (Unix ms); at once when that has passed. */
export const executeNotification = (cx: Cx, id: string, sendAt: number): Promise<NotificationRow> =>
  inTransaction(cx, async (cx) => {
    pushManager(cx)
    const row = await lockedNotification(cx, id)
    const changed = await changeNotification(cx, row, {
      status: moved(row.status, 'execute'),
      send_at: sendAt,
    })
    await wantSending(cx, id, Math.max(sendAt, cx.now))
    return changed
  })

/**
 * Stops a push that is planned or under way. With `recall`, what was sent is taken back, also of a push that has
 * already ended.
 */
export const cancelNotification = (cx: Cx, id: string, recall: boolean): Promise<NotificationRow> =>
  inTransaction(cx, async (cx) => {
    pushManager(cx)
    const row = await lockedNotification(cx, id)
    const status = moved(row.status, recall && row.recalled_at === null ? 'recall' : 'cancel')
    await dequeue(cx, sendKey(id))
    if (recall)
      await enqueue(
        cx,
        'notification.recall',
        { notificationId: id },
        { key: `notification.recall ${id}`, lane: laneOf(id) },
      )
    return changeNotification(cx, row, {
      status,
      finished_at: row.finished_at ?? cx.now,
      ...(recall && { recalled_at: cx.now }),
    })
  })

/** Shows a push to its author, as it would be received. */
export const previewNotification = (cx: Cx, id: string): Promise<void> =>
  inTransaction(cx, async (cx) => {
    pushManager(cx)
    const row = await findNotification(cx.db, cx.tenantId, cx.helpdeskId, id)
    if (!row) throw new AppError('notification_not_found')
    await sendCards(cx, row.app_id, [row.created_by], cardOf(row.content))
  })

interface Told {
  readonly notificationId: string
}

/**
 * The next piece of a push that is due. Each piece is one transaction that holds the push, so a node that dies leaves
 * a piece either done or not begun, and whoever repeats it writes to nobody twice.
 */
export const runSending = (cx: Cx, { notificationId }: Told): Promise<void | Again> =>
  inTransaction(cx, async (cx) => {
    const row = await lockIfThere(cx, notificationId)
    if (row?.status === 'scheduled') return begin(cx, row)
    if (row?.status === 'sending' && row.expanded_to !== done) return expand(cx, row)
    if (row?.status === 'sending' || row?.status === 'active') return send(cx, row)
    return undefined
  })

/** No open_id is greater. */
const done = '~'

async function lockIfThere(cx: Cx, id: string): Promise<NotificationRow | undefined> {
  try {
    return await lockedNotification(cx, id)
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}

async function begin(cx: Cx, row: NotificationRow): Promise<Again | void> {
  if (row.send_at! > cx.now) return { at: row.send_at! }
  const status = row.push_type === 'onboarding' ? 'active' : 'sending'
  await changeNotification(cx, row, { status, started_at: cx.now })
  return { at: cx.now }
}

/** Lists the next people of the audience; they are the ones who are written to, whoever comes or goes meanwhile. */
async function expand(cx: Cx, row: NotificationRow): Promise<Again> {
  if (row.expanded_to === null) await addRecipients(cx.db, row, chosenAudience(row).chats)
  const audience = await audienceOf(cx, row)
  const ids = await pageOfAudience(cx.db, cx.tenantId, audience, row.expanded_to ?? '', expandBatch)
  const added = await addRecipients(cx.db, row, ids)
  await updateNotification(cx.db, row, {
    expanded_to: ids.length < expandBatch ? done : ids.at(-1)!,
    target_count: row.target_count + added,
  })
  return { at: cx.now }
}

async function send(cx: Cx, row: NotificationRow): Promise<Again | void> {
  const waiting = await recipientsOf(cx.db, row, 'waiting', sendBatch)
  if (waiting.length === 0) {
    if (row.status === 'sending') await changeNotification(cx, row, { status: 'sent', finished_at: cx.now })
    return undefined
  }
  const ids = waiting.map((recipient) => recipient.recipient_id)
  const card = cardOf(row.content)
  const people = await stillActive(cx, ids.filter(isPerson))
  const sent = await sendCards(cx, row.app_id, people, card)
  for (const chatId of ids.filter((id) => !isPerson(id))) {
    const messageId = await sendIntoChat(cx, row, chatId, card)
    if (messageId !== undefined) sent.set(chatId, messageId)
  }
  await markSent(cx, row, sent)
  await setRecipients(
    cx.db,
    row,
    ids.filter((id) => !sent.has(id)),
    'skipped',
  )
  await updateNotification(cx.db, row, { sent_count: row.sent_count + people.length })
  return { at: cx.now }
}

const isPerson = (recipientId: string): boolean => recipientId.startsWith('ou_')

/** Into a guest's chat with the desk; nothing when the bot cannot write there any more. */
async function sendIntoChat(
  cx: Cx,
  row: NotificationRow,
  chatId: string,
  card: unknown,
): Promise<string | undefined> {
  const bot: Cx = { ...cx, actor: { kind: 'app', appId: row.app_id } }
  try {
    const message = { type: 'interactive', content: card }
    return (await sendMessage(bot, { by: 'chat', value: chatId }, message)).message_id
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}

async function stillActive(cx: Cx, userIds: readonly string[]): Promise<string[]> {
  if (userIds.length === 0) return []
  const rows = await cx.db
    .selectFrom('users')
    .select('id')
    .where('tenant_id', '=', cx.tenantId)
    .where('id', 'in', [...userIds])
    .where('status', '=', 'active')
    .execute()
  return rows.map((row) => row.id)
}

async function markSent(cx: Cx, row: NotificationRow, sent: ReadonlyMap<string, string>): Promise<void> {
  if (sent.size === 0) return
  await cx.db
    .insertInto('notification_recipients')
    .values(
      [...sent].map(([recipient_id, message_id]) => ({
        tenant_id: row.tenant_id,
        helpdesk_id: row.helpdesk_id,
        notification_id: row.id,
        recipient_id,
        status: 'sent' as const,
        message_id,
        sent_at: cx.now,
      })),
    )
    .onConflict((c) =>
      c.columns(['tenant_id', 'notification_id', 'recipient_id']).doUpdateSet((eb) => ({
        status: eb.ref('excluded.status'),
        message_id: eb.ref('excluded.message_id'),
        sent_at: eb.ref('excluded.sent_at'),
      })),
    )
    .execute()
}

/** Takes back the next of the messages of a push that was recalled. */
export const runRecall = (cx: Cx, { notificationId }: Told): Promise<void | Again> =>
  inTransaction(cx, async (cx) => {
    const row = await lockIfThere(cx, notificationId)
    if (!row || row.recalled_at === null) return undefined
    const sent = await recipientsOf(cx.db, row, 'sent', sendBatch)
    if (sent.length === 0) return undefined
    await recallCards(
      cx,
      sent.map((recipient) => recipient.message_id).filter((id) => id !== null),
    )
    await setRecipients(
      cx.db,
      row,
      sent.map((recipient) => recipient.recipient_id),
      'recalled',
    )
    return { at: cx.now }
  })

/** Looks after every push under way: finds new staff, and takes up what was given up or lost. */
export async function tendNotifications(cx: Cx): Promise<void> {
  const failures: unknown[] = []
  for (const { tenant_id, helpdesk_id, id } of await unfinishedNotifications(cx.db, cx.now)) {
    try {
      await tend({ ...cx, tenantId: tenant_id, helpdeskId: helpdesk_id }, id)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} pushes could not be tended`)
}

const tend = (cx: Cx, id: string): Promise<void> =>
  inTransaction(cx, async (cx) => {
    const row = await lockIfThere(cx, id)
    if (!row) return
    if (row.status === 'active') {
      await addNewStaff(cx, row)
      if ((await recipientsOf(cx.db, row, 'waiting', 1)).length === 0) return
    }
    await wantSending(cx, id, cx.now)
  })

async function addNewStaff(cx: Cx, row: NotificationRow): Promise<void> {
  const since = Math.max(row.started_at ?? cx.now, cx.now - onboardingWindow)
  const audience = await audienceOf(cx, row)
  const ids = await newcomersOf(cx.db, row, audience, since, expandBatch)
  const added = await addRecipients(cx.db, row, ids)
  if (added > 0) await updateNotification(cx.db, row, { target_count: row.target_count + added })
}
