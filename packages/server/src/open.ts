import type { Config } from './config.ts'
import { openEngine } from './db/engine.ts'
import { migrate } from './db/migrate.ts'
import type { Services } from './domain/cx.ts'
import { keepSearchCurrent } from './domain/search-rebuild.ts'
import { openStorage } from './outbound/open-storage.ts'
import { Registry } from './platform/registry.ts'
import { deriveKeys, loadSecretKey } from './platform/secrets.ts'

/** Opens the database, brings it up to date, and makes sure that this process holds its key. */
export async function open(
  config: Pick<Config, 'dataDir' | 'databaseUrl' | 'secretKey' | 'baseUrl' | 'port'> &
    Partial<Pick<Config, 's3'>>,
): Promise<Services & { baseUrl: string }> {
  const engine = await openEngine(config)
  try {
    await migrate(engine)
    const keys = deriveKeys(loadSecretKey(config.secretKey, config.dataDir))
    await engine.transaction((db) =>
      db
        .insertInto('instance')
        .values({ key: 'secret_key', value: keys.fingerprint })
        .onConflict((c) => c.doNothing())
        .execute(),
    )
    const { value } = await engine.db
      .selectFrom('instance')
      .select('value')
      .where('key', '=', 'secret_key')
      .executeTakeFirstOrThrow()
    if (value !== keys.fingerprint)
      throw new Error(
        'This database was written with another secret key. Set PIPIT_SECRET_KEY to the one it was made with, ' +
          'or copy secret.key from the DATA_DIR that created it.',
      )
    const baseUrl = config.baseUrl ?? `http://localhost:${config.port}`
    const services = {
      engine,
      keys,
      baseUrl,
      registry: new Registry(engine, keys),
      storage: openStorage(config),
    }
    await keepSearchCurrent(services, Date.now())
    return services
  } catch (error) {
    await engine.close()
    throw error
  }
}
