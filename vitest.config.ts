import { defineConfig } from 'vitest/config'
import { findPrograms } from './scripts/postgres.js'

const resolve = { conditions: ['source'] }
const ssr = { resolve: { conditions: ['source'], externalConditions: ['source'] } }
const shared = { testTimeout: 20_000, hookTimeout: 60_000 }

const { CI, PIPIT_TEST_DATABASE_URL: given } = process.env
/** Collecting a file opens its database even when its tests are left out, so without one there are no files. */
const lacksPostgres = !CI && (given ? given === 'none' : findPrograms() === undefined)
if (lacksPostgres)
  console.warn(
    '\n  PostgreSQL was not found: the tests on it are LEFT OUT. apt-get install postgresql, or set PIPIT_TEST_DATABASE_URL.\n',
  )

/** The server's tests run once on each database; what needs neither stands beside the code it tests. */
const server = (engine: 'sqlite' | 'postgres') => ({
  resolve,
  ssr,
  test: {
    ...shared,
    name: engine,
    include: engine === 'postgres' && lacksPostgres ? [] : ['packages/server/test/**/*.test.ts'],
    exclude: ['packages/server/test/e2e/**'],
    env: { PIPIT_TEST_ENGINE: engine },
    // Files share a worker's modules: loading the server again for each of them took four times as long as the tests.
    isolate: false,
    globalSetup: engine === 'postgres' ? ['packages/server/test/postgres.ts'] : [],
  },
})

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      server('sqlite'),
      server('postgres'),
      {
        resolve,
        ssr,
        test: {
          ...shared,
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'packages/sdk/test/**/*.test.ts', 'scripts/**/*.test.ts'],
        },
      },
      {
        resolve,
        ssr,
        test: {
          ...shared,
          name: 'browser',
          include: ['packages/server/test/e2e/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
    ],
  },
})
