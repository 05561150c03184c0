import type { UserInfo } from '@pipit/contract/feishu/authen'
import type { Static } from 'typebox'
import type { Users } from '../../db/schema.ts'
import type { Cx } from '../../domain/cx.ts'
import { heldScopes } from '../../domain/scopes.ts'
import { fieldsShown } from './contact-wire.ts'

/** Who has signed in, with what the app may see of them. Names and ids are part of every sign-in. */
export async function userInfoOf(cx: Cx, user: Users): Promise<Static<typeof UserInfo>> {
  const shows = fieldsShown(await heldScopes(cx))
  const appId = cx.actor.kind === 'system' ? undefined : cx.actor.appId
  const app = appId === undefined ? undefined : await cx.registry.appIn(appId, cx.tenantId)
  const picture = user.avatar_url
  return {
    name: user.name,
    en_name: user.en_name ?? user.name,
    ...(picture !== null && {
      avatar_url: picture,
      avatar_thumb: picture,
      avatar_middle: picture,
      avatar_big: picture,
    }),
    open_id: user.id,
    union_id: user.union_id,
    ...(shows('employeeId') && { user_id: user.user_id }),
    ...(shows('email') && { email: user.email ?? undefined }),
    ...(shows('phone') && { mobile: user.mobile ?? undefined }),
    ...(shows('number') && { employee_no: user.employee_no ?? undefined }),
    tenant_key: app?.tenantKey,
  }
}
