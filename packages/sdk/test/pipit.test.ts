import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { type Desk, newDesk, newServer } from '../../server/test/harness.ts'
import { Client, withHelpDeskCredential, withUserAccessToken } from '../src/index.ts'
import { scenario, type EitherClient, type Fixtures } from './scenario.ts'

interface Official {
  Client: new (options: object) => EitherClient
  withHelpDeskCredential(): { lark: object }
  withUserAccessToken(token: string): { lark: object }
}
const official = createRequire(import.meta.url)('@larksuiteoapi/node-sdk') as Official

// The smallest PNG: one transparent pixel.
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe('Pipit', async () => {
  const server = await newServer()
  const domain = await server.listen()

  const credentials = (desk: Desk) => ({
    appId: desk.appId,
    appSecret: desk.appSecret,
    domain,
    helpDeskId: desk.helpdeskId,
    helpDeskToken: desk.helpdeskToken,
  })
  const ownerToken = async (desk: Desk) =>
    String((await desk.user(desk.ownerId))['authorization']).slice('Bearer '.length)
  const people = async (
    desk: Desk,
  ): Promise<Pick<Fixtures, 'guestOpenId' | 'guestEmail' | 'agentOpenId' | 'png'>> => {
    // A person with the same mail in each tenant: what the script reads must not differ by it.
    const guestOpenId = await desk.addPerson({ name: '王客', email: 'same@example.com' })
    return { guestOpenId, guestEmail: 'same@example.com', agentOpenId: desk.agentId, png }
  }

  const throughOfficial = async () => {
    const desk = await newDesk(server)
    const logger = { trace() {}, debug() {}, info() {}, warn() {}, error() {} }
    const helpdesk = official.withHelpDeskCredential()
    const agent = { ...helpdesk.lark, ...official.withUserAccessToken(await ownerToken(desk)).lark }
    const client = new official.Client({ ...credentials(desk), logger })
    return scenario(client, {
      ...(await people(desk)),
      helpdesk: { lark: helpdesk.lark },
      agent: { lark: agent },
    })
  }

  const throughOurs = async () => {
    const desk = await newDesk(server)
    const helpdesk = { ...withHelpDeskCredential() }
    const agent = { ...helpdesk, ...withUserAccessToken(await ownerToken(desk)) }
    const client = new Client({ ...credentials(desk), loggerLevel: 'fatal' }) as unknown as EitherClient
    return scenario(client, { ...(await people(desk)), helpdesk, agent })
  }

  test('answers the official SDK and this one alike', async () => {
    const [expected, actual] = [await throughOfficial(), await throughOurs()]
    expect(actual).toEqual(expected)
    expect(actual.find(({ name }) => name === 'get the ticket')?.result).toMatchObject({
      data: { ticket: {} },
    })
  })
})
