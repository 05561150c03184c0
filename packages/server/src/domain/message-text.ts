/** The readable part of a message, for previews, search and plain-text channels. */
export function plainText(type: string, content: unknown): string {
  if (type === 'text') return stringAt(content, 'text')
  if (type === 'post') return postText(content)
  if (type === 'image') return '[image]'
  if (type === 'file' || type === 'media' || type === 'audio')
    return `[${stringAt(content, 'file_name') || type}]`
  return collect(content).join(' ').slice(0, 10_000)
}

const stringAt = (value: unknown, key: string): string => {
  const found = isObject(value) ? value[key] : undefined
  return typeof found === 'string' ? found : ''
}

/** A post is `{zh_cn: {title, content: [[{tag, text}]]}}`, with or without `post` around it, in one or more languages. */
function postText(content: unknown): string {
  const outer = isObject(content) && isObject(content.post) ? content.post : content
  if (!isObject(outer)) return ''
  const body = Array.isArray(outer.content) ? outer : Object.values(outer).find(isObject)
  if (!isObject(body)) return ''
  const lines = Array.isArray(body.content) ? body.content : []
  const texts = lines.map((line) => (Array.isArray(line) ? line.map(inlineText).join('') : ''))
  return [stringAt(body, 'title'), ...texts].filter((line) => line !== '').join('\n')
}

const inlineText = (item: unknown): string =>
  stringAt(item, 'tag') === 'img' ? '[image]' : stringAt(item, 'text') || stringAt(item, 'user_name')

/** Every text in a card, wherever it stands. */
function collect(value: unknown, depth = 0): string[] {
  if (depth > 12) return []
  if (Array.isArray(value)) return value.flatMap((item) => collect(item, depth + 1))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, item]) =>
    typeof item === 'string'
      ? key === 'content' || key === 'text' || key === 'title'
        ? [item]
        : []
      : collect(item, depth + 1),
  )
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
