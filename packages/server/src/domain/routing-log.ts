import { fromJson } from '../db/json.ts'
import { listRoutings } from '../db/routing.ts'
import { type People, loadPeople } from '../db/users.ts'
import type { Cx } from './cx.ts'
import type { StoredReasons } from './queue.ts'
import type { Decision, Verdict } from './routing.ts'
import { getTicket } from './tickets.ts'

/** A decision as it was taken, when (Unix ms), and the version of the ticket that it made. */
export interface PastDecision extends Decision {
  readonly version: number
  readonly decidedAt: number
}

/** Every decision about who gets a ticket, oldest first, with everybody they name; or `ticket_not_found`. */
export async function explainRouting(
  cx: Cx,
  ticketId: string,
): Promise<{ decisions: PastDecision[]; people: People }> {
  await getTicket(cx, ticketId)
  const rows = await listRoutings(cx.db, cx.tenantId, ticketId)
  const decisions = rows.map((row): PastDecision => {
    const reasons = fromJson<StoredReasons>(row.reasons)
    return {
      version: row.seq,
      agentId: row.agent_id,
      pool: reasons.pool,
      skills: reasons.skills,
      appointed: row.appointed === null ? [] : fromJson<string[]>(row.appointed),
      considered: reasons.considered.map(([agentId, verdict, load, limit]) => ({
        agentId,
        verdict: verdict as Verdict,
        load,
        limit,
      })),
      decidedAt: row.decided_at,
    }
  })
  const named = decisions.flatMap((d) => [...d.appointed, ...d.considered.map((c) => c.agentId)])
  return { decisions, people: await loadPeople(cx.db, cx.tenantId, named) }
}
