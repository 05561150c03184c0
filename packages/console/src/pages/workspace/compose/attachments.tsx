import { console as api } from '@pipit/contract'
import { useEffect, useMemo } from 'react'
import { toUrl } from '../../../api/call.ts'
import type { FileInfo } from '../../../api/types.ts'
import { byteSize } from '../../../i18n/size.ts'
import { useLanguage, useText } from '../../../i18n/text.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { errorText } from '../../../ui/error-text.ts'
import type { Upload } from './uploads.ts'

function Preview({ file }: { file: File }) {
  const url = useMemo(() => (file.type.startsWith('image/') ? URL.createObjectURL(file) : undefined), [file])
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url])
  return url ? <img src={url} alt="" /> : <Icon name="file" size={18} />
}

function UploadItem({
  upload,
  onRetry,
  onCancel,
}: {
  upload: Upload
  onRetry: () => void
  onCancel: () => void
}) {
  const t = useText()
  const failed = upload.error !== undefined
  const { name } = upload.file
  return (
    <li className={failed ? 'attachment is-failed' : 'attachment'}>
      <Preview file={upload.file} />
      <span className="attachment-text">
        <span className="ellipsis" title={name}>
          {name}
        </span>
        {failed ? (
          <span className="attachment-error" role="alert">
            {errorText(upload.error, t)}
          </span>
        ) : (
          <progress value={upload.progress} aria-label={t.compose.uploading(name)} />
        )}
      </span>
      {failed && (
        <button type="button" className="tool" aria-label={t.compose.retryUpload(name)} onClick={onRetry}>
          <Icon name="refresh" size={14} />
        </button>
      )}
      <button type="button" className="tool" aria-label={t.compose.removeFile(name)} onClick={onCancel}>
        <Icon name="close" size={14} />
      </button>
    </li>
  )
}

function FileItem({ file, onRemove }: { file: FileInfo; onRemove: () => void }) {
  const { t, locale } = useLanguage()
  const name = file.kind === 'image' ? t.rich.image : file.name
  return (
    <li className="attachment">
      {file.kind === 'image' ? (
        <img src={toUrl(api.image.get.path, { params: { key: file.key } })} alt="" />
      ) : (
        <Icon name="file" size={18} />
      )}
      <span className="attachment-text">
        <span className="ellipsis" title={name}>
          {name}
        </span>
        <span className="attachment-size">{byteSize(file.size, locale)}</span>
      </span>
      <button type="button" className="tool" aria-label={t.compose.removeFile(name)} onClick={onRemove}>
        <Icon name="close" size={14} />
      </button>
    </li>
  )
}

interface Props {
  readonly files: readonly FileInfo[]
  readonly uploads: readonly Upload[]
  readonly onRemove: (file: FileInfo) => void
  readonly onRetry: (upload: Upload) => void
  readonly onCancel: (id: number) => void
}

/** What goes with the reply: there already, on its way, or stuck. */
export function Attachments({ files, uploads, onRemove, onRetry, onCancel }: Props) {
  const t = useText()
  if (files.length + uploads.length === 0) return null
  return (
    <ul className="attachments" aria-label={t.compose.attachments}>
      {files.map((file) => (
        <FileItem key={file.key} file={file} onRemove={() => onRemove(file)} />
      ))}
      {uploads.map((upload) => (
        <UploadItem
          key={upload.id}
          upload={upload}
          onRetry={() => onRetry(upload)}
          onCancel={() => onCancel(upload.id)}
        />
      ))}
    </ul>
  )
}
