import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const folder = new URL('../../help/', import.meta.url)

export interface Asset {
  /** The address; it changes with the content. */
  readonly path: string
  readonly type: string
  readonly content: Buffer
}

function asset(name: string, extension: string, type: string): Asset {
  const content = readFileSync(new URL(`${name}.${extension}`, folder))
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12)
  return { path: `/help/assets/${name}-${hash}.${extension}`, type, content }
}

/** The files that every page of the help centre shares. */
export const helpAssets = {
  style: asset('help', 'css', 'text/css; charset=utf-8'),
  script: asset('help', 'js', 'text/javascript; charset=utf-8'),
  icon: asset('pipit', 'svg', 'image/svg+xml'),
}
