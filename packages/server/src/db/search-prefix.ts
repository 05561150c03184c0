import { createHash } from 'node:crypto'
import type { SearchScope } from './search.ts'

/**
 * Stands before every token of a scope. Two scopes may share one: then a lookup passes over the other's rows, whose
 * tenant and desk are compared anyway.
 */
export const prefixOf = ({ tenantId, helpdeskId, kind }: SearchScope): string =>
  BigInt(`0x${createHash('sha256').update(`${kind} ${tenantId} ${helpdeskId}`).digest('hex').slice(0, 12)}`)
    .toString(36)
    .padStart(5, '0')
    .slice(-5)
