import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { accessTokenScopes, createAccessToken } from '../domain/access-tokens.ts'
import { type Services, newCx } from '../domain/cx.ts'
import { getWidget } from '../domain/widgets.ts'
import { hashPassword, newPassword } from '../platform/secrets.ts'
import { type DemoIds, seedDemo } from './demo.ts'
import { addAgent, addPerson, createOrganisation } from './organisation.ts'

/** What a newcomer needs to sign in and to call; written once to `DATA_DIR/first-run.json`. */
export interface FirstRun {
  base_url: string
  readonly owner: { readonly email: string; readonly password: string }
  readonly agent: { readonly email: string; readonly password: string } | null
  readonly app_id: string
  readonly app_secret: string
  readonly helpdesk_id: string
  readonly helpdesk_token: string
  /** Of the owner, for thirty days. */
  readonly access_token: string
  readonly ticket_id: string | null
  readonly user_open_id: string | null
  readonly agent_open_id: string
}

export const firstRunPath = (dataDir: string): string => join(dataDir, 'first-run.json')

export function writeFirstRun(dataDir: string, firstRun: FirstRun): void {
  writeFileSync(firstRunPath(dataDir), `${JSON.stringify(firstRun, null, 2)}\n`, { mode: 0o600 })
}

/**
 * Fills an empty database: an organisation with its owner, app and desk, and a demo desk unless it is not wanted.
 * Of several processes that start at once, one does it and the others find it done.
 * @returns the credentials, only for the process that created them.
 */
export async function firstRun(
  services: Services,
  options: { seed: 'demo' | 'none'; dataDir: string; now: number },
): Promise<FirstRun | undefined> {
  const existing = await services.engine.db
    .selectFrom('instance')
    .select('value')
    .where('key', '=', 'organisation')
    .executeTakeFirst()
  if (existing) return undefined

  const owner = { email: 'owner@example.com', password: newPassword() }
  const agent = { email: 'agent@example.com', password: newPassword() }
  const [ownerHash, agentHash] = await Promise.all([
    hashPassword(owner.password),
    hashPassword(agent.password),
  ])

  return services.engine.transaction(async (db) => {
    const system = {
      ...newCx(services, { tenantId: '', helpdeskId: '', actor: { kind: 'system' }, now: options.now }),
      db,
      inTransaction: true,
    }
    const first = await db
      .insertInto('instance')
      .values({ key: 'organisation', value: String(options.now) })
      .onConflict((c) => c.doNothing())
      .returning('key')
      .executeTakeFirst()
    if (!first) return undefined

    const organisation = await createOrganisation(system, {
      tenant: options.seed === 'demo' ? 'Lantern Books 灯塔书店' : 'My company',
      app: 'Help desk integration',
      helpdesk: options.seed === 'demo' ? 'Lantern Help 灯塔服务台' : 'Help desk',
    })
    const { cx } = organisation
    const ownerId = await addPerson(cx, {
      name: options.seed === 'demo' ? '周岚' : 'Owner',
      enName: 'Zhou Lan',
      email: owner.email,
      jobTitle: 'Head of support',
      city: 'Shanghai',
      country: 'CN',
      passwordHash: ownerHash,
    })
    await addAgent(cx, ownerId, 'owner')
    const demo: DemoIds | undefined =
      options.seed === 'demo' ? await seedDemo(cx, ownerId, { ...agent, hash: agentHash }) : undefined
    await getWidget(cx)
    const { value: accessToken } = await createAccessToken(cx, {
      name: 'First steps',
      userId: ownerId,
      scopes: accessTokenScopes,
    })
    const result: FirstRun = {
      base_url: services.baseUrl,
      owner,
      agent: demo ? agent : null,
      app_id: organisation.appId,
      app_secret: organisation.appSecret,
      helpdesk_id: cx.helpdeskId,
      helpdesk_token: organisation.helpdeskToken,
      access_token: accessToken,
      ticket_id: demo?.ticketId ?? null,
      user_open_id: demo?.guestId ?? null,
      agent_open_id: demo?.agentId ?? ownerId,
    }
    // Before the commit: the passwords are nowhere else, so they must not be lost if the process dies after it.
    writeFirstRun(options.dataDir, result)
    return result
  })
}
