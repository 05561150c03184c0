// Builds what is out of date, and nothing else. Used by start, test and the tool; `npm run build` builds everything.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../', import.meta.url))

const skipped = new Set(['node_modules', 'dist', 'test', 'data'])

function* files(folder) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name)) yield* files(path)
    } else if (!/\.test\.tsx?$|\.tsbuildinfo$/.test(entry.name)) yield path
  }
}

/** Changes when anything that a step reads changes: contents, not times, so that a fresh clone can be compared. */
function digest(folders) {
  const hash = createHash('sha256')
  for (const path of [
    ...folders.flatMap((folder) => [...files(folder)]),
    'package-lock.json',
    'tsconfig.base.json',
  ])
    hash.update(path).update(readFileSync(join(root, path)))
  return hash.digest('hex')
}

const bin = (name) => join(root, 'node_modules', '.bin', name)

const steps = [
  {
    name: 'server',
    folders: ['packages/contract', 'packages/sdk', 'packages/server'],
    output: 'packages/server/dist/main.js',
    command: [bin('tsc'), '-b', 'packages/contract', 'packages/sdk', 'packages/server'],
  },
  {
    name: 'console',
    folders: ['packages/contract', 'packages/console'],
    output: 'packages/console/dist/index.html',
    command: [bin('vite'), 'build', '--logLevel', 'warn', 'packages/console'],
  },
  {
    name: 'widget',
    folders: ['packages/contract', 'packages/widget'],
    output: 'packages/widget/dist/pipit.js',
    command: [process.execPath, 'packages/widget/build.js'],
  },
]

/** @param {{ force?: boolean, quiet?: boolean }} options */
export function build({ force = false } = {}) {
  const cache = join(root, 'node_modules', '.cache', 'pipit')
  mkdirSync(cache, { recursive: true })
  for (const { name, folders, output, command } of steps) {
    const stamp = join(cache, `build-${name}`)
    const wanted = digest(folders)
    const current = existsSync(stamp) && existsSync(join(root, output)) ? readFileSync(stamp, 'utf8') : ''
    if (current === wanted && !force) continue
    process.stderr.write(`Building the ${name} …\n`)
    const [program, ...args] = command
    const { status } = spawnSync(program, args, {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    })
    if (status !== 0) {
      process.stderr.write(`The ${name} could not be built.\n`)
      process.exit(1)
    }
    writeFileSync(stamp, wanted)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build({ force: process.argv.includes('--force') })
