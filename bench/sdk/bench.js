// @pipit/sdk beside the official SDK, in one run. `node bench/sdk/bench.js [--quick] [--check]`
import { execFile, fork, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { program } from './program.js'
import { closure, folderOf, sizeOf } from './size.js'

const here = fileURLToPath(new URL('.', import.meta.url))
const quick = process.argv.includes('--quick')
const run = promisify(execFile)
const incumbent = '@larksuiteoapi/node-sdk'
const ours = '@pipit/sdk'
const incumbentFolder = folderOf(incumbent, here)
const sdkFolder = join(here, '../../packages/sdk')
const levels = [1, 64]

/** @type {{ what: string, ours: string, theirs: string, ratio: string, target: string, holds: boolean | undefined }[]} */
const rows = []

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const kb = (bytes) => `${(bytes / 1024).toFixed(0)} KB`
const message = (child) =>
  new Promise((resolve, reject) => {
    child.once('message', resolve)
    child.once('error', reject)
    child.once('exit', (code) => code && reject(new Error(`exit ${code}`)))
  })

// Server and client on a core each: left to itself, the scheduler doubles or halves the rate of one call at a time.
const canPin = cpus().length > 1 && spawnSync('taskset', ['-c', '0', 'true']).status === 0

/** A script with a channel to it, on one core. */
function startOn(core, script, args) {
  if (!canPin) return fork(script, args, { cwd: here })
  const command = ['-c', String(core), process.execPath, script, ...args]
  return spawn('taskset', command, { cwd: here, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
}

/** A measure where less is better. */
function less(what, mine, theirs, unit, target) {
  const holds = target === undefined ? undefined : mine <= theirs * target
  const ratio = `1/${(theirs / mine).toFixed(1)}`
  rows.push({
    what,
    ours: unit(mine),
    theirs: unit(theirs),
    ratio,
    target: target ? `≤ 1/${1 / target}` : '',
    holds,
  })
}

async function imports() {
  const server = fork(join(here, 'server.js'))
  const port = String(await message(server))
  const results = { [ours]: [], [incumbent]: [] }
  for (let i = 0; i < (quick ? 5 : 15); i++) {
    for (const name of [ours, incumbent]) {
      results[name].push(
        await message(fork(join(here, 'import.js'), [name, port], { execArgv: ['--expose-gc'], cwd: here })),
      )
    }
  }
  server.kill()
  const of = (name, key) => median(results[name].map((result) => result[key]))
  less('import, time', of(ours, 'ms'), of(incumbent, 'ms'), (ms) => `${ms.toFixed(1)} ms`, 1 / 5)
  less(
    'import and first call, time',
    of(ours, 'firstCall'),
    of(incumbent, 'firstCall'),
    (ms) => `${ms.toFixed(1)} ms`,
  )
  less('import, heap', of(ours, 'heap'), of(incumbent, 'heap'), kb)
  less('import, resident memory', of(ours, 'rss'), of(incumbent, 'rss'), kb)
}

async function sizes() {
  const { stdout } = await run('npm', ['pack', '--dry-run', '--json'], { cwd: sdkFolder })
  const [{ unpackedSize }] = JSON.parse(stdout)
  const theirs = [...closure(incumbentFolder)]
  less('installed size, without dependencies', unpackedSize, sizeOf(incumbentFolder), kb)
  less(
    `installed size, with ${theirs.length - 1} dependencies`,
    unpackedSize,
    theirs.reduce((sum, folder) => sum + sizeOf(folder), 0),
    kb,
    1 / 50,
  )
  const isTypes = (name) => name.endsWith('.d.ts')
  less('type declarations', sizeOf(join(sdkFolder, 'dist'), isTypes), sizeOf(incumbentFolder, isTypes), kb)
}

async function types() {
  const root = mkdtempSync(join(tmpdir(), 'pipit-bench-'))
  for (const [name, folder] of [
    [ours, sdkFolder],
    [incumbent, incumbentFolder],
    ['@types/node', folderOf('@types/node', here)],
  ]) {
    mkdirSync(dirname(join(root, 'node_modules', name)), { recursive: true })
    symlinkSync(folder, join(root, 'node_modules', name))
  }
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: 'nodenext',
    target: 'es2023',
    types: ['node'],
  }
  const tsc = join(folderOf('typescript', here), 'bin/tsc')
  const times = { [ours]: [], [incumbent]: [] }
  const memory = { [ours]: 0, [incumbent]: 0 }
  for (const name of [ours, incumbent]) {
    const folder = join(root, name.replace('/', '-'))
    mkdirSync(folder)
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
    writeFileSync(join(folder, 'main.ts'), program(name))
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
  }
  for (let i = 0; i < (quick ? 3 : 7); i++) {
    for (const name of [ours, incumbent]) {
      const started = performance.now()
      const { stdout } = await run(process.execPath, [
        tsc,
        '-p',
        join(root, name.replace('/', '-')),
        '--extendedDiagnostics',
      ])
      times[name].push(performance.now() - started)
      memory[name] = Number(/Memory used:\s+(\d+)K/.exec(stdout)?.[1] ?? 0) * 1024
    }
  }
  rmSync(root, { recursive: true })
  less(
    'type check of 30 lines, time',
    median(times[ours]),
    median(times[incumbent]),
    (ms) => `${ms.toFixed(0)} ms`,
  )
  if (memory[ours] > 0) less('type check of 30 lines, memory', memory[ours], memory[incumbent], kb)
}

async function calls() {
  const server = startOn(0, join(here, 'server.js'), [])
  const port = await message(server)
  const kinds = ['http', 'fetch', 'pipit', 'pipit over fetch', 'incumbent']
  /** @type {Record<string, Record<string, number[]>>} */
  const rates = Object.fromEntries(
    kinds.map((kind) => [kind, Object.fromEntries(levels.map((level) => [level, []]))]),
  )
  // In turns, so that a busy neighbour slows all of them alike.
  for (let round = 0; round < (quick ? 2 : 5); round++) {
    for (const kind of kinds) {
      const args = [kind, String(port), quick ? '0.7' : '1.5', ...levels.map(String)]
      const result = await message(startOn(1, join(here, 'caller.js'), args))
      for (const level of levels) rates[kind][level].push(result[level])
    }
  }
  server.kill()
  const per = (n) => `${Math.round(n).toLocaleString('en')}/s`
  for (const level of levels) {
    // By round: both of a pair met the same neighbours.
    const against = (mine, floor) =>
      median(rates[mine][level].map((rate, i) => rate / rates[floor][level][i]))
    const of = (kind) => median(rates[kind][level])
    const row = (kind, floor, label, target) => {
      const ratio = against(kind, floor)
      rows.push({
        what: `calls, ${level} in flight${label}`,
        ours: per(of(kind)),
        theirs: per(of(floor)),
        ratio: ratio.toFixed(2),
        target: target === undefined ? '' : `≥ ${target}`,
        holds: target === undefined ? undefined : ratio >= target,
      })
    }
    row('pipit', 'incumbent', ' : the official SDK', 3)
    row('pipit', 'http', ' : bare node:http', 0.7)
    row('pipit', 'fetch', ' : bare fetch')
    row('pipit over fetch', 'fetch', ' (over fetch) : bare fetch')
  }
}

for (const [name, measure] of Object.entries({ imports, sizes, types, calls })) {
  process.stderr.write(`${name} …\n`)
  await measure()
}

const [{ model }] = cpus()
console.log(`Node ${process.version}, ${cpus().length} × ${model}, against ${incumbent} 1.74.0; medians\n`)
console.log('| | @pipit/sdk | other | ratio | target | |')
console.log('|---|---|---|---|---|---|')
for (const { what, ours: a, theirs: b, ratio, target, holds } of rows) {
  console.log(
    `| ${what} | ${a} | ${b} | ${ratio} | ${target} | ${holds === undefined ? '' : holds ? 'holds' : 'MISSED'} |`,
  )
}
const missed = rows.filter(({ holds }) => holds === false)
if (process.argv.includes('--check') && missed.length > 0) process.exitCode = 1
