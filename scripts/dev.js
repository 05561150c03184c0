// Development: the server restarts and the console reloads as files change. http://localhost:5173 is the console.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { build, root } from './build.js'

build()
const bin = (name) => join(root, 'node_modules', '.bin', name)
const run = (program, args) => spawn(program, args, { cwd: root, stdio: 'inherit' })
const children = [
  run(bin('tsc'), ['-b', '--watch', '--preserveWatchOutput', 'packages/server']),
  run(process.execPath, ['--watch', '--enable-source-maps', 'packages/server/dist/main.js']),
  run(bin('vite'), ['packages/console']),
]
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => children.forEach((child) => child.kill(signal)))
