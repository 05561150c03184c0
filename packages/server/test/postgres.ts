import { startPostgres } from '../../../scripts/postgres.js'

/** A PostgreSQL for the tests: the one of `PIPIT_TEST_DATABASE_URL`, or a throw-away cluster. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.PIPIT_TEST_DATABASE_URL) return undefined
  const cluster = (await startPostgres({ durable: false })) as
    | { url: string; stop: () => Promise<void> }
    | undefined
  if (!cluster) {
    const hint =
      'PostgreSQL was not found: the tests on it are LEFT OUT. apt-get install postgresql, or set PIPIT_TEST_DATABASE_URL.'
    if (process.env.CI) throw new Error(hint)
    console.warn(`\n  ${hint}\n`)
    process.env.PIPIT_TEST_DATABASE_URL = 'none'
    return undefined
  }
  process.env.PIPIT_TEST_DATABASE_URL = cluster.url
  return cluster.stop
}
