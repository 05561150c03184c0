import { defineConfig } from 'vitest/config'

const resolve = { conditions: ['source'] }
const ssr = { resolve: { conditions: ['source'], externalConditions: ['source'] } }
const shared = { testTimeout: 20_000, hookTimeout: 60_000 }

/** The server's tests run once on each database; what needs neither stands beside the code it tests. */
const server = (engine: 'sqlite' | 'postgres') => ({
  resolve,
  ssr,
  test: {
    ...shared,
    name: engine,
    include: ['packages/server/test/**/*.test.ts'],
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
          fileParallelism: false,
        },
      },
    ],
  },
})
