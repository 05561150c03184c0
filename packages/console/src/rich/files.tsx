import { console as api } from '@pipit/contract'
import { type CSSProperties, useState } from 'react'
import { toUrl } from '../api/call.ts'
import type { FileInfo, Message } from '../api/types.ts'
import { useLanguage, useText } from '../i18n/text.tsx'
import { byteSize } from '../i18n/size.ts'
import { Icon } from '../ui/icon.tsx'
import { ImageDialog } from './image-dialog.tsx'

/** What a message shows: its files are read under its name, and described before their bytes are there. */
export type Shown = Pick<Message, 'message_id' | 'files'>

export const fileUrl = ({ key, kind }: Pick<FileInfo, 'key' | 'kind'>, messageId: string) =>
  toUrl((kind === 'image' ? api.image : api.file).get.path, {
    params: { key },
    query: { message_id: messageId },
  })

const longestSide = 320

/** The size a thumbnail will have, so that nothing moves when it arrives; small pictures stay small. */
export function thumbnailSize(width: number, height: number) {
  const scale = Math.min(1, longestSide / width, longestSide / height)
  return { width: Math.max(24, Math.round(width * scale)), height: Math.max(24, Math.round(height * scale)) }
}

export function ImageView({ shown, imageKey, alt }: { shown: Shown; imageKey: string; alt: string }) {
  const t = useText()
  const [open, setOpen] = useState(false)
  const [failed, setFailed] = useState(false)
  const file = shown.files.find(({ key }) => key === imageKey)
  const label = alt || t.rich.image
  if (!file || failed) {
    return (
      <span className="rich-missing">
        <Icon name="image" size={14} />
        {t.rich.imageMissing}
      </span>
    )
  }
  const src = fileUrl(file, shown.message_id)
  const size = thumbnailSize(file.width ?? longestSide, file.height ?? longestSide)
  return (
    <>
      <button
        type="button"
        className="rich-image"
        style={{ '--w': `${size.width}px`, '--ratio': size.width / size.height } as CSSProperties}
        aria-label={t.rich.openImage(label)}
        onClick={() => setOpen(true)}
      >
        <img
          src={src}
          alt=""
          width={size.width}
          height={size.height}
          loading="lazy"
          onError={() => setFailed(true)}
        />
      </button>
      {open && <ImageDialog src={src} name={file.name} alt={label} onClose={() => setOpen(false)} />}
    </>
  )
}

export function FileView({ shown, fileKey, name }: { shown: Shown; fileKey: string; name: string }) {
  const { t, locale } = useLanguage()
  const file = shown.files.find(({ key }) => key === fileKey)
  if (!file) {
    return (
      <span className="rich-missing">
        <Icon name="file" size={14} />
        {name || t.rich.fileMissing}
      </span>
    )
  }
  const title = name || file.name
  return (
    <a
      className="rich-file"
      href={fileUrl(file, shown.message_id)}
      download={title}
      aria-label={t.rich.download(title)}
    >
      <Icon name="file" size={20} />
      <span className="rich-file-name ellipsis" title={title}>
        {title}
      </span>
      <span className="rich-file-size">{byteSize(file.size, locale)}</span>
    </a>
  )
}

interface MediaProps {
  readonly shown: Shown
  readonly fileKey: string
  readonly coverKey?: string | undefined
  readonly kind: 'audio' | 'video'
}

/** Audio and video with the browser's own controls; nothing is loaded before somebody wants it. */
export function MediaView({ shown, fileKey, coverKey, kind }: MediaProps) {
  const t = useText()
  const [failed, setFailed] = useState(false)
  const file = shown.files.find(({ key }) => key === fileKey)
  const cover = shown.files.find(({ key }) => key === coverKey)
  if (!file || failed) return <FileView shown={shown} fileKey={fileKey} name={file?.name ?? ''} />
  const src = fileUrl(file, shown.message_id)
  const fail = () => setFailed(true)
  if (kind === 'audio')
    return (
      <audio
        className="rich-audio"
        controls
        preload="none"
        src={src}
        aria-label={t.rich.audio(file.name)}
        onError={fail}
      />
    )
  return (
    <video
      className="rich-video"
      controls
      preload={cover ? 'none' : 'metadata'}
      poster={cover && fileUrl(cover, shown.message_id)}
      src={src}
      aria-label={t.rich.video(file.name)}
      onError={fail}
    />
  )
}
