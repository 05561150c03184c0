import type { Action, Block, Inline, Line, Mark } from './blocks.ts'
import { ImageView, MediaView, type Shown } from './files.tsx'
import { LinkedText } from './linked-text.tsx'
import type { ReactNode } from 'react'

const elements = { bold: 'strong', italic: 'em', underline: 'u', strike: 's', code: 'code' } as const

const marked = (marks: readonly Mark[], children: ReactNode): ReactNode =>
  marks.reduceRight((inner, mark) => {
    const Element = elements[mark]
    return <Element>{inner}</Element>
  }, children)

function InlineView({ inline }: { inline: Inline }) {
  if (inline.kind === 'at') return <span className="rich-at">@{inline.name}</span>
  if (inline.kind === 'link') {
    return (
      <a href={inline.href} target="_blank" rel="noopener noreferrer nofollow">
        {marked(inline.marks, inline.text)}
      </a>
    )
  }
  const code = inline.marks.includes('code')
  return marked(inline.marks, code ? inline.text : <LinkedText text={inline.text} />)
}

export const LineView = ({ line }: { line: Line }) =>
  line.map((inline, i) => <InlineView key={i} inline={inline} />)

function ActionView({ action }: { action: Action }) {
  const className = action.primary ? 'rich-action is-primary' : 'rich-action'
  if (action.href)
    return (
      <a className={className} href={action.href} target="_blank" rel="noopener noreferrer nofollow">
        {action.label}
      </a>
    )
  // Only the app that has sent the card can answer it, and only to the guest.
  return <span className={`${className} is-inert`}>{action.label}</span>
}

function BlockView({ block, shown }: { block: Block; shown: Shown }) {
  switch (block.kind) {
    case 'line':
      return <p className="rich-line">{block.line.length > 0 ? <LineView line={block.line} /> : <br />}</p>
    case 'heading':
      return (
        <p className="rich-line rich-heading">
          <LineView line={block.line} />
        </p>
      )
    case 'list':
      return (
        <ul className="rich-list">
          {block.items.map((line, i) => (
            <li key={i}>
              <LineView line={line} />
            </li>
          ))}
        </ul>
      )
    case 'code':
      return (
        <pre className="rich-code" tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      )
    case 'rule':
      return <hr className="rich-rule" />
    case 'image':
      return <ImageView shown={shown} imageKey={block.key} alt={block.alt} />
    case 'media':
      return <MediaView shown={shown} fileKey={block.key} coverKey={block.cover} kind="video" />
    case 'note':
      return (
        <div className="rich-note">
          <BlocksView blocks={block.blocks} shown={shown} />
        </div>
      )
    case 'columns':
      return (
        <div className="rich-columns">
          {block.columns.map((blocks, i) => (
            <div key={i}>
              <BlocksView blocks={blocks} shown={shown} />
            </div>
          ))}
        </div>
      )
    default:
      return (
        <div className="rich-actions">
          {block.actions.map((action, i) => (
            <ActionView key={i} action={action} />
          ))}
        </div>
      )
  }
}

export const BlocksView = ({ blocks, shown }: { blocks: readonly Block[]; shown: Shown }) =>
  blocks.map((block, i) => <BlockView key={i} block={block} shown={shown} />)
