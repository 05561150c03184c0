// The command line tool, built first where that is needed.
import { build, root } from './build.js'

build()
const { runCli } = await import(`${root}packages/server/dist/cli.js`)
process.exitCode = await runCli(process.argv.slice(2))
