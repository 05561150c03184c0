import type { Cx } from './cx.ts'

/**
 * Whether the caller may do or see what `scope` guards: the app must hold it and, where a person stands behind the
 * call, the person must have granted it. Our own pages and the system need no scope.
 */
export async function hasScope(cx: Cx, scope: string): Promise<boolean> {
  if (cx.actor.kind === 'system' || cx.actor.appId === undefined) return true
  if (cx.actor.kind === 'user' && cx.actor.scopes && !cx.actor.scopes.includes(scope)) return false
  const app = await cx.registry.app(cx.actor.appId)
  return app !== undefined && app.scopes.has(scope)
}
