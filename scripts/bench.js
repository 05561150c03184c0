// Measurements: `npm run bench` for the API, `npm run bench -- <name>` for another of the files in bench/.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { build, root } from './build.js'

const [first = 'api', ...rest] = process.argv.slice(2)
const name = first.startsWith('--') ? 'api' : first
const file = [join(root, 'bench', `${name}.js`), join(root, 'bench', name, 'bench.js')].find((path) =>
  existsSync(path),
)
if (!file) {
  console.error(`There is no bench called ${name}: ${readdirSync(join(root, 'bench')).join(', ')}`)
  process.exit(2)
}
process.argv = [process.argv[0], file, ...(first.startsWith('--') ? [first, ...rest] : rest)]
build()
await import(file)
