import { prepared } from './prepared.ts'

/** What a user token rests on: the grant, its person, and their role on the desk the call is about. */
export const findGrant = prepared((db, slot: { tenant: string; grant: string; helpdesk: string }) =>
  db
    .selectFrom('grants as g')
    .innerJoin('users as u', (j) =>
      j.onRef('u.tenant_id', '=', 'g.tenant_id').onRef('u.id', '=', 'g.user_id'),
    )
    .leftJoin('agents as a', (j) =>
      j
        .onRef('a.tenant_id', '=', 'g.tenant_id')
        .onRef('a.user_id', '=', 'g.user_id')
        .on('a.helpdesk_id', '=', slot.helpdesk)
        .on('a.removed_at', 'is', null),
    )
    .select(['g.app_id', 'g.user_id', 'g.scopes', 'g.revoked_at', 'u.status', 'a.role'])
    .where('g.tenant_id', '=', slot.tenant)
    .where('g.id', '=', slot.grant),
)
