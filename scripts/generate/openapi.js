import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'

const contract = fileURLToPath(new URL('../../packages/contract/dist/openapi/', import.meta.url))
const folder = new URL('../../docs/openapi/', import.meta.url)

/**
 * Writes the OpenAPI document of each face, or only compares it.
 * @param {{ check: boolean }} options
 * @returns {Promise<string[]>} the files that were out of date, relative to the repository
 */
export async function generateOpenApi({ check }) {
  const { openApi } = await import(pathToFileURL(`${contract}document.js`).href)
  const { printDocument } = await import(pathToFileURL(`${contract}print.js`).href)
  const stale = []
  if (!check) mkdirSync(folder, { recursive: true })
  for (const face of ['feishu', 'access-token']) {
    const url = new URL(`${face}.json`, folder)
    const source = printDocument(openApi(face))
    if (read(url) === source) continue
    stale.push(`docs/openapi/${face}.json`)
    if (!check) writeFileSync(url, source)
  }
  return stale
}

/** @param {URL} url */
function read(url) {
  try {
    return readFileSync(url, 'utf8')
  } catch {
    return undefined
  }
}
