import { type Action, type Block, isObject, plain, safeHref, textAt } from './blocks.ts'
import { readMarkdown } from './markdown.ts'

export const templates = [
  'blue',
  'wathet',
  'turquoise',
  'green',
  'yellow',
  'orange',
  'red',
  'carmine',
  'violet',
  'purple',
  'indigo',
  'grey',
] as const
export type Template = (typeof templates)[number]

export interface Card {
  readonly title: string
  readonly subtitle: string
  readonly template: Template | undefined
  readonly href: string | undefined
  readonly blocks: readonly Block[]
}

/** Deeper nesting is no card that anybody has made by hand. */
const deepest = 12

/** An interactive card of either version, in the wanted language where it has several. */
export function readCard(content: unknown, locale: string): Card | undefined {
  if (!isObject(content)) return undefined
  const header = localized(content.i18n_header, locale) ?? content.header
  const body = isObject(content.body) ? content.body : undefined
  const elements =
    localized(content.i18n_elements, locale) ?? content.elements ?? body?.elements ?? content.i18n_elements
  const template = textAt(header, 'template')
  const card: Card = {
    title: textOf(isObject(header) ? header.title : undefined),
    subtitle: textOf(isObject(header) ? header.subtitle : undefined),
    template: templates.find((name) => name === template),
    href: isObject(content.card_link) ? safeHref(content.card_link.url) : undefined,
    blocks: blocksOf(elements, 0),
  }
  return card.title === '' && card.blocks.length === 0 ? undefined : card
}

const localized = (value: unknown, locale: string): unknown =>
  isObject(value) ? (value[locale] ?? Object.values(value)[0]) : undefined

/** `{tag: 'plain_text', content}`, or the text itself. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : textAt(value, 'content'))

const blocksOf = (elements: unknown, depth: number): Block[] =>
  depth > deepest || !Array.isArray(elements)
    ? []
    : elements.flatMap((element) => blocksOfOne(element, depth))

function blocksOfOne(element: unknown, depth: number): Block[] {
  if (Array.isArray(element)) return blocksOf(element, depth + 1)
  if (!isObject(element)) return []
  switch (element.tag) {
    case 'hr':
      return [{ kind: 'rule' }]
    case 'img':
      return [{ kind: 'image', key: textAt(element, 'img_key'), alt: textOf(element.alt) }]
    case 'img_combination':
      return Array.isArray(element.img_list)
        ? element.img_list.map((one) => ({ kind: 'image', key: textAt(one, 'img_key'), alt: '' }))
        : []
    case 'markdown':
    case 'lark_md':
      return markdownBlocks(textOf(element))
    case 'plain_text':
      return textBlocks(textOf(element))
    case 'div':
      return [
        ...shownText(element.text),
        ...fieldBlocks(element.fields),
        ...blocksOf([element.extra], depth + 1),
      ]
    case 'note':
      return [{ kind: 'note', blocks: blocksOf(element.elements, depth + 1) }]
    case 'action':
      return actionBlocks(element.actions, depth)
    case 'button':
      return [{ kind: 'actions', actions: [actionOf(element)] }]
    case 'column_set':
      return columnBlocks(element.columns, depth)
    case 'column':
    case 'form':
    case 'interactive_container':
      return blocksOf(element.elements, depth + 1)
    case 'collapsible_panel':
      return [
        ...(isObject(element.header) ? shownText(element.header.title) : []),
        ...blocksOf(element.elements, depth + 1),
      ]
    default:
      return unknownBlocks(element)
  }
}

const shownText = (text: unknown): Block[] => {
  if (text === undefined) return []
  return textAt(text, 'tag') === 'plain_text' ? textBlocks(textOf(text)) : markdownBlocks(textOf(text))
}

const textBlocks = (text: string): Block[] =>
  text === '' ? [] : text.split('\n').map((line) => ({ kind: 'line', line: [plain(line)] }))

function fieldBlocks(fields: unknown): Block[] {
  if (!Array.isArray(fields)) return []
  const blocks: Block[] = []
  let row: Block[][] = []
  const end = () => {
    if (row.length > 0) blocks.push({ kind: 'columns', columns: row })
    row = []
  }
  for (const field of fields.filter(isObject)) {
    const text = shownText(field.text)
    if (field.is_short !== true) {
      end()
      blocks.push(...text)
      continue
    }
    row.push(text)
    if (row.length === 2) end()
  }
  end()
  return blocks
}

const columnBlocks = (columns: unknown, depth: number): Block[] => {
  const filled = (Array.isArray(columns) ? columns : [])
    .map((column: unknown) => blocksOfOne(column, depth + 1))
    .filter((blocks) => blocks.length > 0)
  return filled.length < 2 ? filled.flat() : [{ kind: 'columns', columns: filled }]
}

/** Buttons stand together in a row; what else is among them follows. */
function actionBlocks(actions: unknown, depth: number): Block[] {
  const all = (Array.isArray(actions) ? actions : []).filter(isObject)
  const buttons = all.filter((action) => action.tag === 'button').map(actionOf)
  return [
    ...(buttons.length > 0 ? [{ kind: 'actions', actions: buttons } as const] : []),
    ...blocksOf(
      all.filter((action) => action.tag !== 'button'),
      depth + 1,
    ),
  ]
}

function actionOf(button: Record<string, unknown>): Action {
  const behaviors = Array.isArray(button.behaviors) ? button.behaviors : []
  const opening: unknown = behaviors.find((one) => textAt(one, 'type') === 'open_url')
  const href = [textAt(button, 'url'), textAt(button.multi_url, 'url'), textAt(opening, 'default_url')].find(
    (url) => safeHref(url) !== undefined,
  )
  return {
    label: textOf(button.text),
    href: safeHref(href),
    primary: textAt(button, 'type').startsWith('primary'),
  }
}

const readable = new Set(['content', 'text', 'title', 'plain_text', 'name'])

/** What we do not know is read for its texts: never shown as JSON, never lost. */
function unknownBlocks(value: unknown, depth = 0): Block[] {
  if (depth > deepest) return []
  if (Array.isArray(value)) return value.flatMap((item) => unknownBlocks(item, depth + 1))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, item]) =>
    typeof item === 'string'
      ? readable.has(key)
        ? markdownBlocks(item)
        : []
      : unknownBlocks(item, depth + 1),
  )
}

/** The markup of cards: Markdown, with some tags that we turn into Markdown or leave out. */
const markdownBlocks = (text: string): Block[] =>
  text === ''
    ? []
    : readMarkdown(
        text
          .replaceAll(/<br\s*\/?>/g, '\n')
          .replaceAll(/<hr\s*\/?>/g, '\n---\n')
          .replaceAll(/<a\s+href=['"]?([^'">\s]+)['"]?[^>]*>(.*?)<\/a>/g, '[$2]($1)')
          .replaceAll(/<at\s[^>]*>(.*?)<\/at>/g, (_, name: string) => `@${name}`)
          .replaceAll(/<\/?(?:font|text_tag|number_tag|link|person|local_datetime)\b[^>]*>/g, ''),
        { headings: true },
      )
