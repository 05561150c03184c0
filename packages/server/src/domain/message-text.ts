/** What stands in previews and threads for a message that was taken back. */
export const recalledText = '[recalled]'

/** Longer readable text is of no use to a preview, and search finds what is said first. */
const maximumCardText = 10_000

/** The readable part of a message, for previews, search and plain-text channels. */
export function plainText(type: string, content: unknown): string {
  switch (type) {
    case 'text':
      return withNames(stringAt(content, 'text'))
    case 'post':
      return postText(content)
    case 'image':
      return '[image]'
    case 'file':
    case 'media':
    case 'audio':
      return `[${stringAt(content, 'file_name') || type}]`
    case 'interactive':
      return cardText(content) || '[card]'
    case 'system':
      return collect(content).join(' ').slice(0, maximumCardText)
    default:
      return `[${type}]`
  }
}

const mention = /<at (?:user_id|open_id|id)="?[^">]*"?>(.*?)<\/at>/g

/** A mention is written `<at user_id="ou_…">name</at>` and read `@name`. */
const withNames = (text: string): string => text.replaceAll(mention, (_, name: string) => `@${name}`)

const stringAt = (value: unknown, key: string): string => {
  const found = isObject(value) ? value[key] : undefined
  return typeof found === 'string' ? found : ''
}

/** One language's part of a post. */
export interface PostBody {
  readonly title?: string
  /** Lines of inline elements. */
  readonly content: readonly unknown[]
}

const languages = ['zh_cn', 'en_us', 'ja_jp']

/** A post is `{zh_cn: {title, content: [[{tag, text}]]}}`, with or without `post` around it, or one language alone. */
export function postBody(content: unknown): PostBody | undefined {
  const outer = isObject(content) && isObject(content.post) ? content.post : content
  if (!isObject(outer)) return undefined
  const body = Array.isArray(outer.content)
    ? outer
    : (languages.map((key) => outer[key]).find(isObject) ?? Object.values(outer).find(isObject))
  if (!isObject(body)) return undefined
  return {
    ...(typeof body.title === 'string' && { title: body.title }),
    content: Array.isArray(body.content) ? (body.content as unknown[]) : [],
  }
}

function postText(content: unknown): string {
  const body = postBody(content)
  if (!body) return ''
  const texts = body.content.map((line) => (Array.isArray(line) ? line.map(inlineText).join('') : ''))
  return [body.title ?? '', ...texts].filter((line) => line !== '').join('\n')
}

function inlineText(item: unknown): string {
  switch (stringAt(item, 'tag')) {
    case 'img':
      return '[image]'
    case 'media':
      return '[media]'
    case 'at':
      return `@${stringAt(item, 'user_name') || stringAt(item, 'user_id')}`
    case 'emotion':
      return `[${stringAt(item, 'emoji_type')}]`
    default:
      return stringAt(item, 'text')
  }
}

/** The texts of a card in reading order: the header first, wherever it stands. */
function cardText(card: unknown): string {
  const header = isObject(card) ? collect(card.header) : []
  const rest = isObject(card) ? collect({ ...card, header: undefined }) : []
  return [...header, ...rest].join('\n').slice(0, maximumCardText)
}

const textKeys = new Set(['content', 'text', 'title', 'plain_text'])

/** Every text in a card, wherever it stands; markup is left as it is, as a reader without a renderer sees it. */
function collect(value: unknown, depth = 0): string[] {
  if (depth > 16) return []
  if (Array.isArray(value)) return value.flatMap((item) => collect(item, depth + 1))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, item]) =>
    typeof item === 'string' ? (textKeys.has(key) && item !== '' ? [item] : []) : collect(item, depth + 1),
  )
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
