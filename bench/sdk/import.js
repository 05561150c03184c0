// Imports one library in a process of its own, makes a first call, and tells what that took.
const [name, port] = process.argv.slice(2)
globalThis.gc?.()
const before = process.memoryUsage()
const started = performance.now()
const { Client, LoggerLevel, withHelpDeskCredential } = await import(name)
const ms = performance.now() - started
globalThis.gc?.()
const after = process.memoryUsage()

const resumed = performance.now()
const client = new Client({
  appId: 'cli_a1b2c3d4e5f60718',
  appSecret: 'secret',
  domain: `http://127.0.0.1:${port}`,
  helpDeskId: '1',
  helpDeskToken: 'ht-bench',
  loggerLevel: LoggerLevel.error,
})
await client.helpdesk.v1.ticket.get({ path: { ticket_id: '1' } }, withHelpDeskCredential())
// What is put off until the first call is not saved.
const firstCall = ms + performance.now() - resumed
process.send({ ms, firstCall, heap: after.heapUsed - before.heapUsed, rss: after.rss - before.rss })
process.exit(0)
