import type { Binary } from '../binary.ts'
import { Readable } from 'node:stream'
import type { Exchange } from '../handlers.ts'
import { xlsx } from './xlsx.ts'

export const maximumPage = 200
/** So many rows an export has. */
export const maximumExport = 10_000

export interface Window {
  readonly number: number
  readonly size: number
  readonly offset: number
}

/** Which rows a page has. A size below one is the usual one, as the vendor's server reads it. */
export function windowOf(query: { readonly pageNumber?: number; readonly pageSize?: number }): Window {
  const number = query.pageNumber ?? 0
  const size = query.pageSize === undefined || query.pageSize < 1 ? 10 : Math.min(query.pageSize, maximumPage)
  return { number, size, offset: number * size }
}

/** A page as Spring Data writes it. */
export function springPage<T>(content: T[], total: number, { number, size, offset }: Window) {
  const totalPages = Math.ceil(total / size)
  const sort = { sorted: true, unsorted: false, empty: false }
  return {
    content,
    pageable: { pageNumber: number, pageSize: size, offset, paged: true, unpaged: false, sort },
    totalElements: total,
    totalPages,
    number,
    size,
    numberOfElements: content.length,
    first: number === 0,
    last: number >= totalPages - 1,
    empty: content.length === 0,
    sort,
  }
}

/**
 * A list that is a bare array: how many there are, and the pages around it, stand in headers. The links repeat what the
 * endpoint knows of the query and nothing else: a caller may have put a token there.
 */
export function bareList<T>(
  items: T[],
  total: number,
  { number, size }: Window,
  query: object,
  { request, reply }: Exchange,
): T[] {
  const last = Math.max(0, Math.ceil(total / size) - 1)
  const path = request.routeOptions.url ?? ''
  const link = (page: number, rel: string) => {
    const parameters = new URLSearchParams(
      Object.entries(query).map(([key, value]) => [key, String(value)] as [string, string]),
    )
    parameters.set('pageNumber', String(page))
    parameters.set('pageSize', String(size))
    return `<${path}?${parameters.toString()}>; rel="${rel}"`
  }
  const links = [
    link(0, 'first'),
    ...(number > 0 ? [link(Math.min(number - 1, last), 'prev')] : []),
    ...(number < last ? [link(number + 1, 'next')] : []),
    link(last, 'last'),
  ]
  reply.headers({ 'x-total-count': total, link: links.join(', ') })
  return items
}

type Cell = string | number | boolean | undefined | readonly string[]

/** Rows as a workbook; the columns are named by the members of what the list answers. */
export function exported<T extends object>(
  name: string,
  columns: readonly (keyof T & string)[],
  items: readonly T[],
  now: number,
): Binary {
  const rows = items.map((item) =>
    columns.map((column) => {
      const value = item[column] as Cell | { readonly nickname?: string }
      if (value === undefined) return ''
      if (typeof value === 'object')
        return 'nickname' in value ? (value.nickname ?? '') : (value as readonly string[]).join(', ')
      return typeof value === 'boolean' ? String(value) : value
    }),
  )
  const bytes = xlsx(name, [columns, ...rows])
  const stamp = new Date(now).toISOString().slice(0, 19).replace(/\D/g, '')
  return {
    stream: Readable.from([bytes]),
    size: bytes.length,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    name: `${name}-${stamp}.xlsx`,
  }
}
