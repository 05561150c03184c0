// Writes what is derived from the contract and the migrations; with --check only says whether it is up to date.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root as rootPath } from './build.js'
import { schemaSource } from './generate/schema.js'

const check = process.argv.includes('--check')
const root = new URL('../', import.meta.url)
const stale = []

function emit(path, source) {
  const url = new URL(path, root)
  let current = ''
  try {
    current = readFileSync(url, 'utf8')
  } catch {
    // Not there yet.
  }
  if (current === source) return
  if (check) stale.push(path)
  else writeFileSync(url, source)
}

emit('packages/server/src/db/schema.ts', schemaSource())

// The client library's methods come from the built contract.
const tsc = join(rootPath, 'node_modules', '.bin', 'tsc')
if (spawnSync(tsc, ['-b', 'packages/contract'], { cwd: rootPath, stdio: 'inherit' }).status !== 0)
  process.exit(1)
const { generateSdk } = await import('./generate/sdk.js')
stale.push(...((await generateSdk({ check })) ?? []).filter(() => check))
const { generateOpenApi } = await import('./generate/openapi.js')
stale.push(...(await generateOpenApi({ check })).filter(() => check))

if (stale.length > 0) {
  console.error(`Out of date: ${stale.join(', ')}. Run \`npm run generate\`.`)
  process.exit(1)
}
