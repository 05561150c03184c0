// A server process for bench/fault.js: the server as it is, with the receivers' patience and pauses shortened so that
// a run takes minutes and not days.
import { buildApp } from '../packages/server/dist/app.js'
import { readConfig } from '../packages/server/dist/config.js'
import { open } from '../packages/server/dist/open.js'

const config = readConfig(process.env)
const app = await buildApp(await open(config), {
  ...config,
  events: JSON.parse(process.env.BENCH_EVENTS ?? '{}'),
})
process.stdout.write(`ready at ${await app.listen({ port: 0, host: '127.0.0.1' })}\n`)
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)))
