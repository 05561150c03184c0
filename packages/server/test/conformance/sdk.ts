import type * as lark from '@larksuiteoapi/node-sdk'
import type { Fact } from '../shape.ts'
import type { Json } from './json.ts'
import { type Payload, isUpload } from './wire.ts'

export interface SdkOutcome {
  readonly status: number
  /** The whole JSON reply, or the bytes of a download. */
  readonly body: Json
}

type Method = (payload: Payload, options?: unknown) => Promise<Json>

/** What the SDK's method belongs to, and its name. */
function placeOf(client: lark.Client, node: string): { owner: Json; name: string } {
  const names = node.split('.').slice(1)
  let owner: Json = client
  for (const name of names.slice(0, -1)) owner = owner?.[name]
  return { owner, name: names.at(-1) ?? '' }
}

/** The SDK's method of an endpoint; where it has none, its way to call anything. */
function methodOf(client: lark.Client, fact: Fact): Method {
  if (fact.node === null)
    return ({ params, data }) => client.request({ method: fact.method, url: fact.path, params, data })
  const { owner, name } = placeOf(client, fact.node)
  if (typeof owner?.[name] !== 'function')
    throw new Error(`The official SDK has no ${fact.node} for ${fact.id}`)
  return (payload, options) => owner[name](payload, options)
}

/** One call through the SDK. Where a rate limit says so, it waits and asks again. */
export async function callSdk(
  client: lark.Client,
  fact: Fact,
  payload: Payload,
  options: unknown,
): Promise<SdkOutcome> {
  const method = methodOf(client, fact)
  for (;;) {
    const outcome = await settled(method, payload, options)
    if (outcome.status === 429) await new Promise((resolve) => setTimeout(resolve, 1000))
    // Of uploads the SDK hands on the data alone.
    else if (isUpload(fact) && outcome.body?.code === undefined)
      return { ...outcome, body: { code: 0, msg: '', data: outcome.body } }
    else return outcome
  }
}

/** It throws from HTTP 400 on, and gives out streams for bytes. */
async function settled(method: Method, payload: Payload, options: unknown): Promise<SdkOutcome> {
  try {
    const value = await method(payload, options)
    if (typeof value?.getReadableStream === 'function')
      return { status: 200, body: await collected(value.getReadableStream()) }
    return { status: 200, body: value }
  } catch (error) {
    const { response } = error as { response?: { status: number; data: Json } }
    if (!response) throw error
    const { status, data } = response
    if (typeof data?.pipe !== 'function') return { status, body: data }
    return { status, body: JSON.parse((await collected(data)).toString('utf8')) }
  }
}

async function collected(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** How many items the SDK's own iterator finds, where it has one. */
export async function countByIterator(
  client: lark.Client,
  fact: Fact,
  payload: Payload,
  list: string,
  options: unknown,
): Promise<number | undefined> {
  const { owner, name } = placeOf(client, fact.node ?? '')
  const method = owner?.[`${name}WithIterator`]
  if (typeof method !== 'function') return undefined
  const pages = await method.call(owner, payload, options)
  let count = 0
  for await (const page of pages) count += page?.[list]?.length ?? 0
  return count
}
