import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const built = fileURLToPath(new URL('../dist/', import.meta.url))
const sizeOf = (path: string) => gzipSync(readFileSync(built + path)).length

test('the loader is below 4 KB and the chat below 60 KB, gzipped', () => {
  if (!existsSync(`${built}pipit.js`)) throw new Error('The widget is not built: npm run build')
  const assets = readdirSync(`${built}assets`).filter((name) => /\.(js|css)$/.test(name))
  expect(assets.length).toBeGreaterThan(0)
  expect(sizeOf('pipit.js')).toBeLessThan(4 * 1024)
  const whole = assets.reduce((sum, name) => sum + sizeOf(`assets/${name}`), 0)
  expect(whole).toBeLessThan(60 * 1024)
})
