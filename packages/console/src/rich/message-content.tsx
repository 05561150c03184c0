import { useMemo } from 'react'
import type { Message } from '../api/types.ts'
import { useLanguage, useText } from '../i18n/text.tsx'
import { Icon } from '../ui/icon.tsx'
import { parsedContent, textAt } from './blocks.ts'
import { BlocksView } from './blocks-view.tsx'
import { readCard } from './card.ts'
import { FileView, ImageView, MediaView } from './files.tsx'
import { LinkedText } from './linked-text.tsx'
import { postLocale, readPost } from './post.ts'

/** Whether a message fills its bubble by itself: pictures and cards have an edge of their own. */
export const isBare = (message: Message) =>
  !message.recalled && ['image', 'file', 'audio', 'media', 'interactive'].includes(message.type)

function PlainText({ message }: { message: Message }) {
  const t = useText()
  const kind = t.thread.kind[message.type]
  if (message.text.trim() === '') return <em>{t.thread.unreadable}</em>
  return (
    <>
      {kind && (
        <span className="bubble-kind">
          <Icon name="file" size={14} />
          {kind}
        </span>
      )}
      <LinkedText text={message.text} />
    </>
  )
}

function PostView({ message, content }: { message: Message; content: unknown }) {
  const { language } = useLanguage()
  const post = useMemo(() => readPost(content, postLocale(language)), [content, language])
  if (!post) return <PlainText message={message} />
  return (
    <>
      {post.title && <p className="rich-title">{post.title}</p>}
      <BlocksView blocks={post.blocks} shown={message} />
    </>
  )
}

function CardView({ message, content }: { message: Message; content: unknown }) {
  const { language } = useLanguage()
  const card = useMemo(() => readCard(content, postLocale(language)), [content, language])
  if (!card)
    return (
      <div className="bubble">
        <PlainText message={message} />
      </div>
    )
  const title = card.href ? (
    <a href={card.href} target="_blank" rel="noopener noreferrer nofollow">
      {card.title}
    </a>
  ) : (
    card.title
  )
  return (
    <div className="card" data-template={card.template}>
      {card.title && (
        <div className="card-head">
          <p className="rich-title">{title}</p>
          {card.subtitle && <p className="card-subtitle">{card.subtitle}</p>}
        </div>
      )}
      {card.blocks.length > 0 && (
        <div className="card-body">
          <BlocksView blocks={card.blocks} shown={message} />
        </div>
      )}
    </div>
  )
}

/** A message as its type wants it shown; what we do not know is its plain text. */
export function MessageContent({ message }: { message: Message }) {
  const t = useText()
  const content = useMemo(() => parsedContent(message.content), [message.content])
  if (message.recalled) return <em className="is-recalled">{t.rich.recalled}</em>
  switch (message.type) {
    case 'image':
      return <ImageView shown={message} imageKey={textAt(content, 'image_key')} alt="" />
    case 'file':
      return (
        <FileView shown={message} fileKey={textAt(content, 'file_key')} name={textAt(content, 'file_name')} />
      )
    case 'audio':
      return <MediaView shown={message} fileKey={textAt(content, 'file_key')} kind="audio" />
    case 'media':
      return (
        <MediaView
          shown={message}
          fileKey={textAt(content, 'file_key')}
          coverKey={textAt(content, 'image_key')}
          kind="video"
        />
      )
    case 'post':
      return <PostView message={message} content={content} />
    case 'interactive':
      return <CardView message={message} content={content} />
    default:
      return <PlainText message={message} />
  }
}
