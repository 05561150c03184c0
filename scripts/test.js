// Runs the tests on both databases; arguments go to Vitest, for example `npm test -- --project sqlite tickets`.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { build, root } from './build.js'

build()
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
  },
)
process.exit(status ?? 1)
