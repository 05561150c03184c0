import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type ReactNode, useRef } from 'react'
import { useText } from '../../../i18n/text.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Icon, type IconName } from '../../../ui/icon.tsx'
import {
  type AnswerPart,
  type Selected,
  bold,
  isAddress,
  isDocument,
  isImage,
  isLink,
  list,
  moved,
  partOf,
} from './answer-parts.ts'
import { uploadImage } from './upload-image.ts'

interface Props {
  /** The id of the field's label. */
  readonly labelId: string
  readonly parts: readonly AnswerPart[]
  readonly onChange: (parts: readonly AnswerPart[]) => void
  /** Where a picture that stands in the saved answer is. */
  readonly imageAddress: (key: string) => string
  readonly invalid: boolean
}

/** An answer in pieces: texts, pictures, addresses, and the documents it had before. */
export function AnswerEditor({ labelId, parts, onChange, imageAddress, invalid }: Props) {
  const t = useText().knowledge
  const areas = useRef(new Map<number, HTMLTextAreaElement>())
  const active = useRef<number>(undefined)
  const chooser = useRef<HTMLInputElement>(null)
  const latest = useRef(parts)
  latest.current = parts

  /** Behind the piece that was written in last. */
  const insert = (...added: AnswerPart[]) => {
    const now = latest.current
    const at = now.findIndex(({ key }) => key === active.current)
    onChange(now.toSpliced(at < 0 ? now.length : at + 1, 0, ...added))
  }
  const upload = useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) insert(partOf('image', await uploadImage(file)))
    },
  })
  const take = (files: FileList | null | undefined): boolean => {
    const pictures = [...(files ?? [])].filter(({ type }) => type.startsWith('image/'))
    if (pictures.length > 0) upload.mutate(pictures)
    return pictures.length > 0
  }
  const write = (part: AnswerPart, content: string) =>
    onChange(parts.map((other) => (other.key === part.key ? { ...part, content } : other)))

  const format = (change: (selected: Selected) => Selected) => {
    const part = parts.find(({ key }) => key === active.current) ?? parts.find(({ type }) => type === 'text')
    const area = part && areas.current.get(part.key)
    if (!part || !area) return
    const { text, from, to } = change({
      text: part.content,
      from: area.selectionStart,
      to: area.selectionEnd,
    })
    write(part, text)
    requestAnimationFrame(() => {
      area.focus()
      area.setSelectionRange(from, to)
    })
  }

  const tool = (name: string, icon: IconName, onClick: () => void) => (
    <Button
      type="text"
      size="small"
      icon={<Icon name={icon} />}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      {name}
    </Button>
  )

  const texts = parts.filter((part) => !isLink(part) && !isImage(part) && !isDocument(part))
  const links = parts.filter(isLink)
  const contentOf = (part: AnswerPart): ReactNode => {
    if (isImage(part)) return <img src={imageAddress(part.content)} alt={t.image} />
    if (isDocument(part))
      return (
        <p className="answer-document">
          <Icon name="file" /> {t.document} <code>{part.content}</code>
        </p>
      )
    const focused = { onFocus: () => void (active.current = part.key) }
    if (isLink(part)) {
      const wrong = part.content !== '' && !isAddress(part.content.trim())
      return (
        <>
          <Input
            {...focused}
            type="url"
            aria-label={t.linkPart(links.indexOf(part) + 1)}
            aria-invalid={wrong}
            status={wrong ? 'error' : ''}
            placeholder="https://"
            value={part.content}
            onChange={(event) => write(part, event.target.value)}
          />
          {wrong && <p className="field-error">{t.linkWrong}</p>}
        </>
      )
    }
    return (
      <Input.TextArea
        {...focused}
        ref={(area) => {
          const element = area?.resizableTextArea?.textArea
          if (element) areas.current.set(part.key, element)
          else areas.current.delete(part.key)
        }}
        aria-labelledby={texts.length === 1 ? labelId : undefined}
        aria-label={texts.length === 1 ? undefined : t.textPart(texts.indexOf(part) + 1)}
        aria-invalid={invalid}
        status={invalid ? 'error' : ''}
        autoSize={{ minRows: parts.length === 1 ? 8 : 2, maxRows: 24 }}
        maxLength={100_000}
        value={part.content}
        onChange={(event) => write(part, event.target.value)}
        onPaste={(event) => {
          if (take(event.clipboardData.files)) event.preventDefault()
        }}
        onKeyDown={(event) => {
          if ((event.ctrlKey || event.metaKey) && event.key === 'b') {
            event.preventDefault()
            format(bold)
          }
        }}
      />
    )
  }

  return (
    <div
      className="answer-editor"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        if (take(event.dataTransfer.files)) event.preventDefault()
      }}
    >
      <div className="answer-tools" role="toolbar" aria-label={t.formatting}>
        {tool(t.bold, 'bold', () => format(bold))}
        {tool(t.bullets, 'list', () => format((selected) => list(selected, 'bullets')))}
        {tool(t.numbers, 'numbers', () => format((selected) => list(selected, 'numbers')))}
        {tool(t.addImage, 'image', () => chooser.current?.click())}
        {tool(t.addLink, 'external', () => insert(partOf('link', '')))}
        {tool(t.addText, 'plus', () => insert(partOf('text', '')))}
      </div>
      <input
        ref={chooser}
        type="file"
        accept="image/png,image/jpeg,image/gif,image/webp"
        multiple
        hidden
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ''
        }}
      />
      <ol>
        {parts.map((part, i) => (
          <li key={part.key} className="answer-part">
            <div className="answer-content">{contentOf(part)}</div>
            {parts.length > 1 && (
              <div className="answer-part-tools">
                <Button
                  type="text"
                  size="small"
                  aria-label={t.partUp}
                  title={t.partUp}
                  disabled={i === 0}
                  icon={<Icon name="up" />}
                  onClick={() => onChange(moved(parts, i, -1))}
                />
                <Button
                  type="text"
                  size="small"
                  aria-label={t.partDown}
                  title={t.partDown}
                  disabled={i === parts.length - 1}
                  icon={<Icon name="down" />}
                  onClick={() => onChange(moved(parts, i, 1))}
                />
                <Button
                  type="text"
                  size="small"
                  aria-label={t.removePart}
                  title={t.removePart}
                  icon={<Icon name="close" />}
                  onClick={() => onChange(parts.filter(({ key }) => key !== part.key))}
                />
              </div>
            )}
          </li>
        ))}
      </ol>
      <div aria-live="polite">{upload.isPending && <p className="quiet-note">{t.uploading}</p>}</div>
      {upload.error && <ErrorNotice error={upload.error} lead={t.notUploaded} onDismiss={upload.reset} />}
    </div>
  )
}
