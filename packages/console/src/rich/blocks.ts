/** What our pages can show of a message, whichever form it came in. Posts, cards and Markdown all become this. */
export type Mark = 'bold' | 'italic' | 'underline' | 'strike' | 'code'

export type Inline =
  | { readonly kind: 'text'; readonly text: string; readonly marks: readonly Mark[] }
  | { readonly kind: 'link'; readonly text: string; readonly href: string; readonly marks: readonly Mark[] }
  | { readonly kind: 'at'; readonly name: string }

export type Line = readonly Inline[]

export interface Action {
  readonly label: string
  /** Nothing for buttons that only the app behind the card can answer. */
  readonly href: string | undefined
  readonly primary: boolean
}

export type Block =
  | { readonly kind: 'line'; readonly line: Line }
  | { readonly kind: 'heading'; readonly line: Line }
  | { readonly kind: 'list'; readonly items: readonly Line[] }
  | { readonly kind: 'code'; readonly text: string; readonly language: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'image'; readonly key: string; readonly alt: string }
  | { readonly kind: 'media'; readonly key: string; readonly cover: string | undefined }
  | { readonly kind: 'note'; readonly blocks: readonly Block[] }
  | { readonly kind: 'columns'; readonly columns: readonly (readonly Block[])[] }
  | { readonly kind: 'actions'; readonly actions: readonly Action[] }

export const plain = (text: string, marks: readonly Mark[] = []): Inline => ({ kind: 'text', text, marks })

const allowed = new Set(['http:', 'https:', 'mailto:'])

/** The address of a link that may be followed; everything else (`javascript:`, `data:`) stays text. */
export function safeHref(href: unknown): string | undefined {
  if (typeof href !== 'string') return undefined
  try {
    return allowed.has(new URL(href.trim()).protocol) ? href.trim() : undefined
  } catch {
    return undefined
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const textAt = (value: unknown, key: string): string => {
  const found = isObject(value) ? value[key] : undefined
  return typeof found === 'string' ? found : ''
}

/** The content of a message, which is JSON as the vendor writes it. */
export function parsedContent(content: string): unknown {
  try {
    return JSON.parse(content) as unknown
  } catch {
    return undefined
  }
}
