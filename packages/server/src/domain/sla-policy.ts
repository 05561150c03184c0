import { fromJson, toJson } from '../db/json.ts'
import type { Db } from '../db/engine.ts'
import { type TicketRow, openStatuses } from '../db/tickets.ts'
import { enqueue } from '../jobs/queue.ts'
import { requireManager } from './agents.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { emit } from './events.ts'
import { type Shift, checkSchedule, storedHours } from './schedules.ts'
import { type SlaPolicy, type SlaTargets, dueKinds, slaAfter } from './sla.ts'

/** A desk's promise as it is set; without targets it promises nothing, without a schedule all hours count. */
export interface SlaSettings {
  readonly targets: SlaTargets
  readonly schedule: readonly Shift[]
  readonly timeZone: string
}

/** What is promised on a desk at this moment, for deciding; nothing where nobody has set anything. */
export async function loadSlaPolicy(
  db: Db,
  desk: { readonly tenantId: string; readonly id: string; readonly timeZone: string },
): Promise<SlaPolicy | undefined> {
  const row = await slaRow(db, desk.tenantId, desk.id)
  if (!row) return undefined
  const targets = fromJson<SlaTargets>(row.targets)
  if (Object.keys(targets).length === 0) return undefined
  return { targets, hours: storedHours(row.schedule), timeZone: desk.timeZone }
}

const slaRow = (db: Db, tenantId: string, helpdeskId: string) =>
  db
    .selectFrom('sla_policies')
    .select(['targets', 'schedule'])
    .where('tenant_id', '=', tenantId)
    .where('helpdesk_id', '=', helpdeskId)
    .executeTakeFirst()

export async function getSla(cx: Cx): Promise<SlaSettings> {
  const desk = await cx.registry.helpdesk(cx.helpdeskId)
  if (!desk) throw new AppError('helpdesk_not_found')
  const row = await slaRow(cx.db, cx.tenantId, cx.helpdeskId)
  return {
    targets: row ? fromJson<SlaTargets>(row.targets) : {},
    schedule: row?.schedule ? fromJson<Shift[]>(row.schedule) : [],
    timeZone: desk.timeZone,
  }
}

/** Longer than a quarter is no promise. */
const longest = 90 * 24 * 60

function checkTargets(targets: SlaTargets): SlaTargets {
  const kept: [string, object][] = []
  for (const [priority, kinds] of Object.entries(targets)) {
    for (const kind of dueKinds) {
      const minutes = kinds[kind]
      if (minutes !== undefined && (!Number.isInteger(minutes) || minutes < 1 || minutes > longest))
        throw invalid(`targets.${priority}.${kind}`, minutes, `must be 1 to ${longest} minutes`)
    }
    if (Object.keys(kinds).length > 0) kept.push([priority, kinds])
  }
  return Object.fromEntries(kept)
}

/** Sets what the desk promises; the open tickets follow soon after. For owner and admins. */
export async function setSla(cx: Cx, settings: Omit<SlaSettings, 'timeZone'>): Promise<SlaSettings> {
  requireManager(cx)
  const targets = checkTargets(settings.targets)
  const schedule = checkSchedule(settings.schedule, 'schedule')
  await inTransaction(cx, async (cx) => {
    const row = {
      targets: toJson(targets),
      schedule: schedule.length === 0 ? null : toJson(schedule),
      updated_by: cx.actor.kind === 'user' ? cx.actor.userId : null,
      updated_at: cx.now,
    }
    await cx.db
      .insertInto('sla_policies')
      .values({ tenant_id: cx.tenantId, helpdesk_id: cx.helpdeskId, ...row })
      .onConflict((c) => c.columns(['tenant_id', 'helpdesk_id']).doUpdateSet(row))
      .execute()
    await emit(cx, 'helpdesk.changed', { helpdeskId: cx.helpdeskId })
    await askForRecount(cx)
  })
  cx.registry.forget(cx.helpdeskId)
  return getSla(cx)
}

/** Has the due times of all open tickets counted again, after the policy or the desk's clock has changed. */
export const askForRecount = (cx: Cx): Promise<void> =>
  enqueue(cx, 'sla.recount', { after: '' }, { key: `sla ${cx.helpdeskId}` })

const batch = 500

/**
 * Counts the due times of the desk's open tickets again, the oldest first. Each batch is a transaction of its own, so
 * that nobody waits long for it.
 */
export async function recountSla(cx: Cx, { after }: { readonly after: string }): Promise<void> {
  const desk = await cx.registry.helpdesk(cx.helpdeskId)
  if (!desk) return
  for (let from = after; ;) {
    const ids = await inTransaction(cx, async (cx) => {
      const policy = await loadSlaPolicy(cx.db, desk)
      const tickets = await lockOpenTickets(cx, from)
      for (const ticket of tickets) await recountTicket(cx, ticket, policy)
      return tickets.map((ticket) => ticket.id)
    })
    if (ids.length < batch) return
    from = ids.at(-1)!
  }
}

const lockOpenTickets = (cx: Cx, after: string): Promise<TicketRow[]> =>
  cx.db
    .selectFrom('tickets')
    .selectAll()
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where('status', 'in', openStatuses)
    .where('id', '>', after)
    .orderBy('id')
    .limit(batch)
    .forUpdate()
    .execute()

/** Nobody did anything to the ticket: neither its version nor its time of change moves. */
async function recountTicket(cx: Cx, ticket: TicketRow, policy: SlaPolicy | undefined): Promise<void> {
  const { due_at, due_kind } = slaAfter(ticket, policy, cx.now)
  if (due_at === ticket.due_at && due_kind === ticket.due_kind) return
  await cx.db
    .updateTable('tickets')
    .set({ due_at, due_kind })
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where('id', '=', ticket.id)
    .execute()
}
