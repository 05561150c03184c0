import { encode, scalar } from './path.ts'

/** `?a=1&b=2&b=3`, or nothing; arrays repeat their key, undefined and null are left out. */
export function toQuery(params: object | undefined): string {
  if (!params) return ''
  let query = ''
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined || value === null) continue
    const field = `params.${name}`
    for (const item of Array.isArray(value) ? value : [value]) {
      query += `${query ? '&' : '?'}${encode(field, name)}=${encode(field, scalar(field, item))}`
    }
  }
  return query
}

/** A path that may have a query of its own, and more of it. */
export function withQuery(path: string, params: object | undefined): string {
  const query = toQuery(params)
  return query !== '' && path.includes('?') ? `${path}&${query.slice(1)}` : path + query
}
