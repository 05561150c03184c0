import { findAgents } from '../db/agents.ts'
import type { Cx } from './cx.ts'
import { AppError, invalid } from './errors.ts'

/** The acting person, who must serve on the desk. */
export function actingAgent(cx: Cx): string {
  if (cx.actor.kind !== 'user' || cx.actor.role === undefined) throw new AppError('forbidden')
  return cx.actor.userId
}

/** Each of these must serve on the desk; `field` names the list in errors. */
export async function requireAgents(cx: Cx, ids: readonly string[], field: string): Promise<void> {
  if (ids.length === 0) return
  const agents = await findAgents(cx.db, cx.tenantId, cx.helpdeskId, ids)
  ids.forEach((id, i) => {
    if (!agents.some((agent) => agent.user_id === id && agent.removed_at === null))
      throw invalid(ids.length === 1 ? field : `${field}.${i}`, id, 'is not an agent of this help desk')
  })
}
