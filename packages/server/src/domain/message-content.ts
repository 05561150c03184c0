import { AppError, invalid } from './errors.ts'

/** The vendor's limit on the text of one message, in UTF-8 bytes. */
const maximumBytes = { text: 150 * 1024, other: 30 * 1024 }

/** Links a message may have; everything else (`javascript:`, `data:`) would run in somebody's browser. */
const allowedProtocols = new Set(['http:', 'https:', 'mailto:', 'tel:'])

/** Checks a message as the vendor writes it for its type, and returns it. */
export function checkContent(type: string, content: unknown): unknown {
  if (!isObject(content)) throw invalid('content', content, 'must be a JSON object')
  const bytes = Buffer.byteLength(JSON.stringify(content))
  const limit = type === 'text' ? maximumBytes.text : maximumBytes.other
  if (bytes > limit) throw invalid('content', `${bytes} bytes`, `must be at most ${limit} bytes`)
  if (type === 'text') {
    if (typeof content.text !== 'string') throw invalid('content.text', content.text, 'must be a string')
    if (content.text.trim() === '') throw invalid('content.text', content.text, 'must not be empty')
    return { text: content.text }
  }
  if (type === 'post') {
    const post = isObject(content.post) ? content.post : content
    const bodies = Array.isArray(post.content) ? [post] : Object.values(post).filter(isObject)
    if (bodies.length === 0)
      throw invalid('content', content, 'must hold a post, for example {"zh_cn":{"title":"","content":[[]]}}')
    for (const body of bodies)
      if (!Array.isArray(body.content)) throw invalid('content', body, 'must have content')
  }
  checkLinks(content, 0)
  return content
}

function checkLinks(value: unknown, depth: number): void {
  if (depth > 20 || typeof value !== 'object' || value === null) return
  for (const [key, item] of Object.entries(value)) {
    if (key === 'href' || key === 'url') {
      if (typeof item !== 'string' || !isAllowedLink(item)) throw new AppError('bad_url')
    } else checkLinks(item, depth + 1)
  }
}

function isAllowedLink(link: string): boolean {
  try {
    return allowedProtocols.has(new URL(link).protocol)
  } catch {
    return false
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
