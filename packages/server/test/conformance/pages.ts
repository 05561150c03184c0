import { withDesk } from '../official.ts'
import { factOf } from '../shape.ts'
import type { Json } from './json.ts'
import type { Run } from './run.ts'
import { countByIterator } from './sdk.ts'
import type { Payload } from './wire.ts'

export interface PageOptions {
  /** The member of the reply that has the items. */
  readonly list: string
  readonly key: (item: Json) => string
  /** Keys that must be among the items. */
  readonly expected: readonly string[]
}

/** Reads page by page to the end through the SDK, and once more with its iterator. @returns everything. */
export async function readPages(
  run: Run,
  id: string,
  payload: Payload,
  size: number,
  { list, key, expected }: PageOptions,
): Promise<Json[]> {
  const { report } = run
  const fact = factOf(id)
  const wrong = (reason: string) => report.fail(id, 'paging', reason)
  const byNumber = fact.query !== undefined && 'page' in fact.query
  const found: Json[] = []
  const keys = new Set<string>()
  let token: string | undefined
  for (let page = 1; ; page += 1) {
    const place = byNumber ? { page } : token === undefined ? {} : { page_token: token }
    const params = { ...payload.params, ...place, page_size: size }
    const data = await run.sdk(id, { ...payload, params }, { quiet: true })
    const items: Json[] = data[list] ?? []
    if (items.length > size) wrong(`page ${page} has ${items.length} items, ${size} were asked for`)
    const again = items.map(key).filter((k) => keys.has(k))
    if (again.length > 0) {
      wrong(`page ${page} repeats ${again.join(', ')}`)
      return found
    }
    found.push(...items)
    for (const item of items) keys.add(key(item))
    if (byNumber) {
      if (found.length < data.total && items.length > 0) continue
      if (found.length !== data.total) wrong(`${found.length} items on all pages, total says ${data.total}`)
      break
    }
    token = data.page_token ?? data.next_page_token
    if (data.has_more === true && !token) wrong('has_more without a page token')
    if (data.has_more === true && items.length === 0) wrong(`page ${page} is empty, and there is more`)
    if (data.has_more !== true && token) wrong(`the last page has a token: ${token}`)
    if (data.has_more !== true || !token || items.length === 0) break
  }
  if (keys.size !== found.length) wrong(`a page has items twice: ${found.map(key).join(', ')}`)
  const lacking = expected.filter((k) => !keys.has(k))
  if (lacking.length > 0) wrong(`never came: ${lacking.join(', ')}`)
  if (found.length <= size) {
    const few = `${found.length} items do not make two pages`
    if (report.complete) wrong(few)
    else report.skip(id, 'paging', few)
    return found
  }
  if (!byNumber) {
    const whole = { ...payload, params: { ...payload.params, page_size: size } }
    const count = await countByIterator(run.client, fact, whole, list, fact.helpdesk ? withDesk() : undefined)
    if (count !== undefined && count !== found.length)
      wrong(`the SDK’s iterator found ${count} items, page by page they are ${found.length}`)
  }
  report.pass(id, 'paging')
  return found
}
