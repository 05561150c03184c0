import * as lark from '@larksuiteoapi/node-sdk'
import { afterAll, describe, expect, test } from 'vitest'
import { engineKind, newPlace, noDatabase } from './harness.ts'
import { officialDispatcher, silent, until } from './receivers.ts'

interface BenchDesk {
  readonly appIds: readonly string[]
  readonly appSecret: string
  readonly ticketIds: readonly string[]
}
interface BenchServer {
  readonly url: string
  kill(): Promise<unknown>
  stop(): Promise<unknown>
}
type Place = { dataDir: string; databaseUrl: string | undefined }

const { runFaults } = (await import('../../../bench/fault.js' as string)) as {
  runFaults(
    options: Place & { events: number; kills: number; nodes: number; tickets: number },
  ): Promise<Record<string, number>>
}
const { makeDesk, startServer, post } = (await import('../../../bench/events-desk.js' as string)) as {
  makeDesk(options: Place & { tickets: number; urls: (string | null)[] }): Promise<BenchDesk>
  startServer(desk: BenchDesk, events?: object): Promise<BenchServer>
  post(url: string, desk: BenchDesk, ticketId: string, text: string): Promise<string>
}

describe.skipIf(noDatabase)('events and kill -9', async () => {
  const place = await newPlace()
  afterAll(() => place.remove())

  // The large run is `npm run bench -- fault`.
  test('everything arrives, in the order of its ticket, whatever dies and however the receiver fails', async () => {
    const nodes = engineKind === 'postgres' ? 2 : 1
    const result = await runFaults({ ...place, events: 150, kills: 2, nodes, tickets: 15 })
    expect(result).toMatchObject({ written: 150, arrived: 150, missing: 0, ticketsOutOfOrder: 0 })
    expect(result.failedRequests).toBeGreaterThan(10)
    // A crash explains some: what was sent and not yet noted.
    expect(result.duplicates).toBeLessThan(150)
  }, 60_000)
})

describe.skipIf(noDatabase || engineKind !== 'postgres')('two nodes', async () => {
  const place = await newPlace()
  afterAll(() => place.remove())

  test('share the events of one app without doubling any, and one takes over when the other dies', async () => {
    const desk = await makeDesk({ ...place, tickets: 10, urls: [null] })
    // A busy machine is no reason to send something twice.
    const options = { leaseMs: 1500, ackTimeoutMs: 20_000 }
    const nodes = [await startServer(desk, options), await startServer(desk, options)]
    const ends = nodes.map(() => officialDispatcher())
    const clients = await Promise.all(
      nodes.map(
        ({ url }, i) =>
          new Promise<lark.WSClient>((resolve, reject) => {
            const client = new lark.WSClient({
              appId: desk.appIds[0]!,
              appSecret: desk.appSecret,
              domain: url,
              logger: silent,
              onReady: () => resolve(client),
              onError: reject,
            })
            void client.start({ eventDispatcher: ends[i]!.dispatcher })
          }),
      ),
    )
    const texts = () =>
      ends.flatMap(({ received }) =>
        received
          .filter((event) => event.event_type === 'helpdesk.ticket_message.created_v1')
          .map((event) => event.text as string),
      )
    const write = (from: number, to: number, node: BenchServer) =>
      Promise.all(
        desk.ticketIds.map(async (ticketId, t) => {
          for (let n = from; n < to; n += 1) await post(node.url, desk, ticketId, `${t} ${n}`)
        }),
      )
    const [first, second] = nodes as [BenchServer, BenchServer]
    await Promise.all([write(0, 5, first), write(5, 10, second)])
    // Who comes first takes what is there: one node may be quicker for a while, but not for ever.
    let upTo = 10
    const tickets = desk.ticketIds.length
    await until('all is there', () => texts().length >= tickets * upTo)
    while (ends.some(({ received }) => received.length === 0) && upTo < 60) {
      await write(upTo, upTo + 1, upTo % 2 === 0 ? first : second)
      upTo += 1
      await until('all is there', () => texts().length >= tickets * upTo)
    }
    expect(new Set(texts()).size).toBe(tickets * upTo)
    expect(texts()).toHaveLength(tickets * upTo)
    for (const { received } of ends) expect(received.length).toBeGreaterThan(0)

    // In the midst of its work.
    const before = texts().length
    const writing = write(upTo, upTo + 10, second)
    await until('some is there', () => texts().length > before + 10)
    await first.kill()
    await writing
    await until('the other has brought the rest', () => new Set(texts()).size === tickets * (upTo + 10))
    for (const client of clients) client.close()
    await second.stop()
  }, 60_000)
})
