import { Fragment } from 'react'
import type { Remark } from '../../api/types.ts'
import { LinkedText } from '../../rich/linked-text.tsx'

const special = /[.*+?^${}()|[\]\\]/g

/** An internal remark with the colleagues whom it names. */
export function RemarkText({ remark }: { remark: Pick<Remark, 'content' | 'mentions'> }) {
  const names = remark.mentions.map(({ name }) => name.replaceAll(special, '\\$&'))
  if (names.length === 0) return <LinkedText text={remark.content} />
  const parts = remark.content.split(new RegExp(`(@(?:${names.join('|')}))`))
  return parts.map((part, i) =>
    i % 2 === 1 ? (
      <span key={i} className="rich-at">
        {part}
      </span>
    ) : (
      <Fragment key={i}>
        <LinkedText text={part} />
      </Fragment>
    ),
  )
}
