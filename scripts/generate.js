// Writes what is derived from the contract and the migrations; with --check only says whether it is up to date.
import { readFileSync, writeFileSync } from 'node:fs'
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

if (stale.length > 0) {
  console.error(`Out of date: ${stale.join(', ')}. Run \`npm run generate\`.`)
  process.exit(1)
}
