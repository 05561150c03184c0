/** A piece of HTML that is safe to send. Only `html` makes it, from texts of this program and escaped values. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Value = Html | string | number | undefined | false | readonly Value[]

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escape = (text: string): string => text.replace(/[&<>"']/g, (c) => entities[c]!)

function textOf(value: Value): string {
  if (value instanceof Html) return value.text
  if (value === undefined || value === false) return ''
  return typeof value === 'object' ? value.map(textOf).join('') : escape(String(value))
}

const compacted = new WeakMap<TemplateStringsArray, readonly string[]>()

/** The fixed parts of a template without the indentation of the source. */
function partsOf(strings: TemplateStringsArray): readonly string[] {
  let parts = compacted.get(strings)
  if (!parts) compacted.set(strings, (parts = strings.map((part) => part.replace(/\s*\n\s*/g, ' '))))
  return parts
}

/** HTML with values in it; every value is escaped unless it is HTML itself. Attributes must be quoted. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  const parts = partsOf(strings)
  let text = parts[0]!
  for (let i = 1; i < parts.length; i++) text += textOf(values[i - 1]) + parts[i]!
  return new Html(text)
}

/** Data for search engines. It is not run, and nothing in it can end the element. */
export const jsonLd = (data: object): Html =>
  new Html(
    `<script type="application/ld+json">${JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}</script>`,
  )
