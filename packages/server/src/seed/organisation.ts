import { newUserId, newId, newOpenId, newUnionId } from '../platform/ids.ts'
import { encrypt } from '../platform/secrets.ts'
import { createApp } from '../domain/apps.ts'
import type { Cx, Role } from '../domain/cx.ts'
import { placeInDepartments } from '../domain/departments.ts'
import { newHelpdeskToken } from '../domain/helpdesks.ts'
import { rootDepartment } from '../db/departments.ts'
import type { Users } from '../db/schema.ts'

/** Every scope a help desk integration can use. */
export const helpdeskScopes = [
  'helpdesk:all',
  'helpdesk:all:readonly',
  'helpdesk:helpdesk:access',
  'contact:contact.base:readonly',
  'contact:user.base:readonly',
  'contact:user.department:readonly',
  'contact:user.department_path:readonly',
  'contact:user.email:readonly',
  'contact:user.employee:readonly',
  'contact:user.employee_number:read',
  'contact:user.phone:readonly',
  'contact:user.id:readonly',
  'contact:user.employee_id:readonly',
  'docx:document',
  'im:message',
  'im:message:send_as_bot',
  'im:resource',
  'offline_access',
] as const

export interface NewPerson {
  readonly name: string
  readonly enName?: string
  readonly email?: string
  readonly kind?: Users['kind']
  readonly department?: string
  readonly jobTitle?: string
  readonly city?: string
  readonly country?: string
  readonly passwordHash?: string
  readonly mobile?: string
  readonly employeeNo?: string
  /** open_department_ids, the primary one first; the root where nothing is said. */
  readonly departments?: readonly string[]
}

/** Adds somebody to the organisation. @returns their open_id. */
export async function addPerson(cx: Cx, person: NewPerson): Promise<string> {
  const id = newOpenId()
  await cx.db
    .insertInto('users')
    .values({
      tenant_id: cx.tenantId,
      id,
      union_id: newUnionId(),
      user_id: newUserId(),
      kind: person.kind ?? 'employee',
      status: 'active',
      name: person.name,
      en_name: person.enName ?? null,
      email: person.email?.toLowerCase() ?? null,
      mobile: person.mobile ?? null,
      avatar_url: null,
      department: person.department ?? null,
      job_title: person.jobTitle ?? null,
      city: person.city ?? null,
      country: person.country ?? null,
      employee_no: person.employeeNo ?? null,
      password_hash: person.passwordHash ?? null,
      join_time: cx.now,
      created_at: cx.now,
      updated_at: cx.now,
    })
    .execute()
  if (person.kind !== 'visitor') await placeInDepartments(cx, id, person.departments ?? [rootDepartment])
  return id
}

/** Lets a person serve on the desk. Owner and admins are given no tickets until they go online. */
export async function addAgent(cx: Cx, userId: string, role: Role): Promise<void> {
  await cx.db
    .insertInto('agents')
    .values({
      tenant_id: cx.tenantId,
      helpdesk_id: cx.helpdeskId,
      user_id: userId,
      role,
      status: role === 'agent' ? 'online' : 'offline',
      follows_schedule: 0,
      created_at: cx.now,
      updated_at: cx.now,
    })
    .execute()
}

export interface Organisation {
  readonly cx: Cx
  readonly appId: string
  readonly appSecret: string
  readonly helpdeskToken: string
}

/** Creates a tenant with one app, all its scopes granted, and one help desk. Runs inside a transaction. */
export async function createOrganisation(
  system: Cx,
  names: { tenant: string; app: string; helpdesk: string },
): Promise<Organisation> {
  const tenantId = newId(system.now)
  const cx: Cx = { ...system, tenantId, helpdeskId: newId(system.now) }
  await cx.db
    .insertInto('tenants')
    .values({ id: tenantId, tenant_key: newUserId() + newUserId(), name: names.tenant, created_at: cx.now })
    .execute()
  const helpdeskToken = newHelpdeskToken()
  await cx.db
    .insertInto('helpdesks')
    .values({
      tenant_id: tenantId,
      id: cx.helpdeskId,
      name: names.helpdesk,
      token_cipher: encrypt(cx.keys, `helpdesk ${cx.helpdeskId}`, helpdeskToken),
      time_zone: 'Asia/Shanghai',
      created_at: cx.now,
      updated_at: cx.now,
    })
    .execute()
  const { appId, secret } = await createApp(cx, names.app, { requested: helpdeskScopes, granted: true })
  return { cx, appId, appSecret: secret, helpdeskToken }
}
