// Imports one library in a process of its own and tells what that took.
const [name] = process.argv.slice(2)
globalThis.gc?.()
const before = process.memoryUsage()
const started = performance.now()
await import(name)
const ms = performance.now() - started
globalThis.gc?.()
const after = process.memoryUsage()
process.send({ ms, heap: after.heapUsed - before.heapUsed, rss: after.rss - before.rss })
process.exit(0)
