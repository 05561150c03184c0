// The conformance suite by hand, against any address: `npm run conformance -- --help`.
import { join } from 'node:path'
import { runnerImport } from 'vite'
import { root } from './build.js'

const { module } = await runnerImport(join(root, 'packages/server/test/conformance/cli.ts'), {
  configFile: false,
  logLevel: 'error',
})
process.exit(await module.cli(process.argv.slice(2), (text) => console.log(text)))
