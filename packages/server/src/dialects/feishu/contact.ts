import type { feishu } from '@pipit/contract'
import type { Contact, ContactPage } from '../../domain/contacts.ts'
import { getContact, getContacts, listContacts } from '../../domain/contacts.ts'
import type { Cx } from '../../domain/cx.ts'
import { invalid } from '../../domain/errors.ts'
import type { Handlers } from '../handlers.ts'
import { type DepartmentIdType, statusToWire, usersToWire } from './contact-wire.ts'
import { WireError } from './errors.ts'
import { type UserIdType, requireUserIdType, userIdOf } from './user-id-type.ts'

const columns = { open_id: 'id', union_id: 'union_id', user_id: 'user_id' } as const
const departmentColumns = { open_department_id: 'id', department_id: 'department_id' } as const

interface Types {
  user_id_type?: UserIdType
  department_id_type?: DepartmentIdType
}

async function typesOf(cx: Cx, query: Types) {
  const user = query.user_id_type ?? 'open_id'
  await requireUserIdType(cx, user)
  return { user, department: query.department_id_type ?? 'open_department_id' }
}

/** The cursor names its department, so that one list's cursor does not silently work on another. */
const writePageToken = (department: string, last: string): string =>
  Buffer.from(`1 ${department} ${last}`).toString('base64url')

function readPageToken(token: string | undefined, department: string): string | undefined {
  if (token === undefined) return undefined
  const [version, where, last] = Buffer.from(token, 'base64url').toString('utf8').split(' ')
  if (version === '1' && where === department && last?.startsWith('ou_')) return last
  throw new WireError(400, 40012, 'page token is invalid error', {
    violations: [{ field: 'page_token', value: token.slice(0, 100), description: 'is not one of this list' }],
  })
}

interface PageQuery extends Types {
  department_id?: string
  page_size?: number
  page_token?: string
}

async function pageOf(cx: Cx, query: PageQuery) {
  const types = await typesOf(cx, query)
  const named = query.department_id
  const department =
    named === undefined ? undefined : { column: departmentColumns[types.department], id: named }
  const after = readPageToken(query.page_token, named ?? '')
  const page: ContactPage = await listContacts(cx, department, after, query.page_size ?? 10)
  const last = page.contacts.at(-1)
  return {
    has_more: page.hasMore,
    ...(page.hasMore && last && { page_token: writePageToken(named ?? '', last.user.id) }),
    items: await usersToWire(cx, page.contacts, types),
  }
}

/** A number as it may be written: `13800138000` and `+86 138-0013-8000` are the same telephone. */
function spellings(mobile: string): string[] {
  const plain = mobile.replace(/[\s()-]/g, '')
  if (/^1\d{10}$/.test(plain)) return [plain, `+86${plain}`]
  if (/^\+861\d{10}$/.test(plain)) return [plain, plain.slice(3)]
  return [plain]
}

export const user: Handlers<typeof feishu.contact.v3.user> = {
  get: async (cx, { params, query }) => {
    const types = await typesOf(cx, query)
    const contact = await getContact(cx, columns[types.user], params.user_id)
    return { user: (await usersToWire(cx, [contact], types))[0] }
  },
  batch: async (cx, { query }) => {
    const types = await typesOf(cx, query)
    const contacts = await getContacts(cx, columns[types.user], query.user_ids)
    return { items: await usersToWire(cx, contacts, types) }
  },
  batchGetId: async (cx, { query, body }) => {
    const { user: type } = await typesOf(cx, query)
    const { emails = [], mobiles = [], include_resigned: resigned = false } = body
    if (emails.length + mobiles.length === 0) throw invalid('emails', '', 'or mobiles is required')
    const byEmail = await getContacts(
      cx,
      'email',
      emails.map((email) => email.toLowerCase()),
    )
    const byMobile = await getContacts(cx, 'mobile', mobiles.flatMap(spellings))
    const shown = (contact: Contact | undefined) =>
      contact && (resigned || contact.user.status !== 'resigned')
        ? { user_id: userIdOf(contact.user, type), status: statusToWire(contact.user) }
        : {}
    return {
      user_list: [
        ...emails.map((email) => ({
          email,
          ...shown(byEmail.find((c) => c.user.email === email.toLowerCase())),
        })),
        ...mobiles.map((mobile) => ({
          mobile,
          ...shown(byMobile.find((c) => spellings(mobile).includes(c.user.mobile ?? ''))),
        })),
      ],
    }
  },
  findByDepartment: (cx, { query }) => pageOf(cx, query),
  list: (cx, { query }) => pageOf(cx, query),
}
