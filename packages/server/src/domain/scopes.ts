import type { Cx } from './cx.ts'

/** Answers whether the caller holds a scope. */
export type HoldsScope = (scope: string) => boolean

/**
 * What the caller may do and see: the app must hold a scope and, where a person stands behind the call, the person
 * must have granted it. Our own pages and the system need no scope.
 */
export async function heldScopes(cx: Cx): Promise<HoldsScope> {
  const { actor } = cx
  if (actor.kind === 'system' || actor.appId === undefined) return () => true
  const app = await cx.registry.appIn(actor.appId, cx.tenantId)
  const granted = actor.kind === 'user' ? actor.scopes : undefined
  return (scope) => app !== undefined && app.scopes.has(scope) && (granted?.includes(scope) ?? true)
}

export const hasScope = async (cx: Cx, scope: string): Promise<boolean> => (await heldScopes(cx))(scope)
