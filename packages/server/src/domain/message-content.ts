import { AppError, invalid } from './errors.ts'
import { postBody } from './message-text.ts'

/** The vendor's limit on the text of one message, in UTF-8 bytes. */
const maximumBytes = { text: 150 * 1024, other: 30 * 1024 }

/** Links a message may have; everything else (`javascript:`, `data:`) would run in somebody's browser. */
const allowedProtocols = new Set(['http:', 'https:', 'mailto:', 'tel:'])

/** Cards open other apps by links of their own; what would run as a script is refused all the same. */
const scriptProtocols = /^[\s\p{Cc}]*(javascript|vbscript|data|file|blob)\s*:/iu

type Content = Readonly<Record<string, unknown>>

/** Checks a message as the vendor writes it for its type, and returns it. */
export function checkContent(type: string, content: unknown): unknown {
  if (!isObject(content)) throw invalid('content', content, 'must be a JSON object')
  const bytes = Buffer.byteLength(JSON.stringify(content))
  const limit = type === 'text' ? maximumBytes.text : maximumBytes.other
  if (bytes > limit) {
    const description = `must be at most ${limit} bytes`
    throw new AppError('message_too_long', {
      violations: [{ field: 'content', value: `${bytes} bytes`, description }],
    })
  }
  const check = checks[type]
  if (!check) throw invalid('msg_type', type, 'is not a type of message')
  return check(content)
}

/** What each type of message must have. What else it has is kept, except in texts. */
const checks: Readonly<Record<string, (content: Content) => unknown>> = {
  text: (content) => {
    if (typeof content.text !== 'string') throw invalid('content.text', content.text, 'must be a string')
    if (content.text.trim() === '') throw invalid('content.text', content.text, 'must not be empty')
    return { text: content.text }
  },
  post: checkPost,
  image: (content) => requireStrings(content, 'image_key'),
  file: (content) => requireStrings(content, 'file_key'),
  audio: (content) => requireStrings(content, 'file_key'),
  media: (content) => requireStrings(content, 'file_key'),
  sticker: (content) => requireStrings(content, 'file_key'),
  share_chat: (content) => requireStrings(content, 'chat_id'),
  share_user: (content) => requireStrings(content, 'user_id'),
  system: (content) => requireStrings(content, 'type'),
  interactive: checkCard,
}

function requireStrings(content: Content, ...names: string[]): Content {
  for (const name of names) {
    const value = content[name]
    if (typeof value !== 'string' || value === '')
      throw invalid(`content.${name}`, value, 'must be a string that is not empty')
  }
  return content
}

function checkPost(content: Content): Content {
  const post = isObject(content.post) ? content.post : content
  const bodies = Array.isArray(post.content) ? [post] : Object.values(post).filter(isObject)
  if (bodies.length === 0)
    throw invalid('content', content, 'must hold a post, for example {"zh_cn":{"title":"","content":[[]]}}')
  for (const body of bodies) {
    if (!Array.isArray(body.content)) throw invalid('content', body, 'must have content')
    if (!body.content.every((line) => Array.isArray(line) && line.every(isObject)))
      throw invalid('content', body.content, 'must be a list of lines, each a list of elements')
  }
  if (!postBody(content)) throw invalid('content', content, 'must hold a post')
  checkLinks(content, (link) => isAllowedLink(link))
  return content
}

const cardParts = ['elements', 'i18n_elements', 'header', 'body', 'card_link', 'schema']

/** A card as JSON, a template (`type` and `data`) or a card made before (`card_id`). */
function checkCard(card: Content): Content {
  const known =
    cardParts.some((name) => card[name] !== undefined) ||
    typeof card.card_id === 'string' ||
    (typeof card.type === 'string' && isObject(card.data))
  if (!known) throw new AppError('bad_card')
  checkLinks(card, (link) => !scriptProtocols.test(link))
  return card
}

/** Cards of the second version have `schema: "2.0"`. */
export const isSecondCard = (card: unknown): boolean => isObject(card) && card.schema === '2.0'

function checkLinks(value: unknown, isAllowed: (link: string) => boolean): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, item] of Object.entries(value)) {
    if (typeof item === 'object') checkLinks(item, isAllowed)
    else if (isLink(key) && !(typeof item === 'string' && isAllowed(item))) throw new AppError('bad_url')
  }
}

const isLink = (key: string): boolean => key === 'href' || key === 'url' || key.endsWith('_url')

export function isAllowedLink(link: string): boolean {
  try {
    return allowedProtocols.has(new URL(link).protocol)
  } catch {
    return false
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
