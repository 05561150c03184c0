import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** Bytes of the files below a folder, without nested node_modules. @param {string} folder @param {(name: string) => boolean} [wanted] */
export function sizeOf(folder, wanted = () => true) {
  let size = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) size += entry.name === 'node_modules' ? 0 : sizeOf(path, wanted)
    else if (wanted(entry.name)) size += statSync(path).size
  }
  return size
}

/** The folder of a package, found from another one. @param {string} name @param {string} from */
export function folderOf(name, from) {
  for (const base of createRequire(join(from, 'x.js')).resolve.paths(name) ?? []) {
    const folder = join(base, name)
    try {
      readFileSync(join(folder, 'package.json'))
      return folder
    } catch {
      // Further up.
    }
  }
  throw new Error(`${name} is not installed: npm install`)
}

/** The folders npm installs for a package: its own and those of its dependencies. @param {string} folder */
export function closure(folder, seen = new Set()) {
  if (seen.has(folder)) return seen
  seen.add(folder)
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  for (const name of Object.keys(dependencies)) closure(folderOf(name, folder), seen)
  return seen
}
