import { ApiError } from '../../../api/error.ts'
import type { AccessToken, AccessTokenScope } from '../../../api/types.ts'

export const scopes = [
  'agent:login',
  'admin:login',
  'api:read',
  'api:write',
  'tokens:manage',
] as const satisfies readonly AccessTokenScope[]

/** Rights that only mean something for somebody who manages the desk. */
export const managerScopes: readonly AccessTokenScope[] = ['admin:login', 'tokens:manage']

export const lives = [7, 30, 90, 365] as const

/** What the server says about one field, or one item of it. */
export const fieldError = (error: unknown, field: string) =>
  error instanceof ApiError
    ? error.fields.find((f) => f.field === field || f.field.startsWith(`${field}.`))?.description
    : undefined

/** Whether every fault of the answer has found its field. */
export const allAtFields = (error: unknown, fields: readonly string[]) =>
  error instanceof ApiError &&
  error.fields.length > 0 &&
  error.fields.every((f) => fields.some((field) => f.field === field || f.field.startsWith(`${field}.`)))

const attribute = (text: string) =>
  text.replace(/[&"<]/g, (c) => ({ '&': '&amp;', '"': '&quot;', '<': '&lt;' })[c] ?? c)

/** HTML that holds the page in a frame. */
export const frameSnippet = (link: string, title: string) =>
  `<iframe src="${attribute(link)}" title="${attribute(title)}" width="100%" height="600" style="border:0" allow="clipboard-write"></iframe>`

export const tones: Record<AccessToken['state'], string> = {
  live: 'is-done',
  disabled: 'is-them',
  expired: 'is-danger',
  outdated: 'is-danger',
  without_user: 'is-danger',
}
