import { postBody } from '../domain/message-text.ts'

/** What a letter says, twice: for programs that show HTML and for those that do not. */
export interface Letter {
  readonly text: string
  readonly html: string
  /** Pictures that stand in the HTML, by key; each is a part named `<key>@pipit`. */
  readonly pictures: readonly string[]
}

export interface LetterMessage {
  readonly type: string
  readonly content: unknown
  /** What can be read of it. */
  readonly text: string
}

/** What is answered, repeated below the answer. */
export interface Quoted {
  readonly writer: string
  readonly at: number
  readonly text: string
  readonly timeZone: string
}

const quotedLength = 5000

export const cidOf = (imageKey: string): string => `${imageKey}@pipit`

/** Files go beside the letter and are only named in it when nothing else is said. */
export function writeLetter(
  messages: readonly LetterMessage[],
  signature: string,
  quoted: Quoted | undefined,
): Letter {
  const parts = messages.map(partOf).filter((part) => part.text !== '')
  const pictures = [...new Set(parts.flatMap((part) => part.pictures))]
  const text = parts.map((part) => part.text)
  const html = parts.map((part) => part.html)
  if (signature !== '') {
    text.push(`-- \n${signature}`)
    html.push(`<div style="color:#666">-- <br>${lines(signature)}</div>`)
  }
  if (quoted) {
    const intro = attribution(quoted)
    const body = quoted.text.length > quotedLength ? `${quoted.text.slice(0, quotedLength)}…` : quoted.text
    text.push(
      `${intro}\n${body
        .split('\n')
        .map((line) => `> ${line}`.trimEnd())
        .join('\n')}`,
    )
    html.push(
      `<div class="gmail_quote">${escape(intro)}<blockquote type="cite" style="margin:8px 0 0;padding-left:12px;border-left:2px solid #ccc;color:#666">${lines(body)}</blockquote></div>`,
    )
  }
  return { text: `${text.join('\n\n')}\n`, html: document(html.join('\n')), pictures }
}

interface Part {
  readonly text: string
  readonly html: string
  readonly pictures: readonly string[]
}

function partOf({ type, content, text }: LetterMessage): Part {
  if (type === 'image') {
    const key = (content as { image_key?: unknown }).image_key
    if (typeof key !== 'string') return { text: '', html: '', pictures: [] }
    return { text: '[image]', html: `<p>${picture(key)}</p>`, pictures: [key] }
  }
  // The files themselves are attached.
  if (type === 'file' || type === 'media' || type === 'audio') return { text: '', html: '', pictures: [] }
  if (type === 'post') return postPart(content, text)
  return { text, html: `<p>${lines(text)}</p>`, pictures: [] }
}

interface Element {
  readonly tag?: string
  readonly text?: string
  readonly href?: string
  readonly image_key?: string
  readonly user_name?: string
  readonly style?: readonly string[]
}

function postPart(content: unknown, text: string): Part {
  const body = postBody(content)
  const pictures: string[] = []
  const rows = (body?.content ?? []).map((line) =>
    (Array.isArray(line) ? (line as Element[]) : [])
      .map((element) => {
        if (element.tag === 'img' && element.image_key) {
          pictures.push(element.image_key)
          return picture(element.image_key)
        }
        return elementHtml(element)
      })
      .join(''),
  )
  const title = body?.title ? `<p><strong>${escape(body.title)}</strong></p>\n` : ''
  return { text, html: `${title}<p>${rows.join('<br>\n')}</p>`, pictures }
}

function elementHtml({ tag, text = '', href, user_name: name, style = [] }: Element): string {
  if (tag === 'at') return escape(`@${name ?? ''}`)
  if (tag === 'a' && href !== undefined && /^(https?|mailto|tel):/i.test(href))
    return `<a href="${escape(href)}">${escape(text)}</a>`
  const tags = { bold: 'strong', italic: 'em', underline: 'u', lineThrough: 's' } as const
  return style.reduce(
    (html, name) =>
      name in tags
        ? `<${tags[name as keyof typeof tags]}>${html}</${tags[name as keyof typeof tags]}>`
        : html,
    linked(text),
  )
}

const picture = (key: string): string => `<img src="cid:${cidOf(key)}" alt="" style="max-width:100%">`

const document = (body: string): string =>
  `<!doctype html><html><body style="font-family:sans-serif;font-size:14px;line-height:1.6">\n${body}\n</body></html>\n`

export const escape = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

const lines = (text: string): string => text.split('\n').map(linked).join('<br>\n')

const linked = (text: string): string =>
  text
    .split(/(https?:\/\/[^\s<>"'，。；、）】]+[^\s<>"'，。；、）】.,;:!?)\]])/)
    .map((part, i) => (i % 2 === 1 ? `<a href="${escape(part)}">${escape(part)}</a>` : escape(part)))
    .join('')

/** In the language of what is quoted, in a form that mail programs know as one. */
function attribution({ writer, at, text, timeZone }: Quoted): string {
  const time = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(at)
  return /\p{Script=Han}/u.test(text) ? `在 ${time}，${writer} 写道：` : `On ${time}, ${writer} wrote:`
}
