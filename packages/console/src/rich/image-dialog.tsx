import { useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { useText } from '../i18n/text.tsx'
import { Icon } from '../ui/icon.tsx'

interface Props {
  readonly src: string
  readonly name: string
  readonly alt: string
  readonly onClose: () => void
}

/** One picture as large as the window; Escape, the button or a click beside it close it. */
export function ImageDialog({ src, name, alt, onClose }: Props) {
  const t = useText()
  const dialog = useRef<HTMLDialogElement>(null)

  useEffect(() => {
    dialog.current?.showModal()
  }, [])

  return createPortal(
    <dialog
      ref={dialog}
      className="image-dialog"
      aria-label={alt}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close()
      }}
    >
      <div className="image-dialog-bar">
        <a href={src} download={name} aria-label={t.rich.download(name)} title={t.rich.download(name)}>
          <Icon name="arrowDown" size={18} />
        </a>
        <button type="button" aria-label={t.common.close} onClick={() => dialog.current?.close()}>
          <Icon name="close" size={18} />
        </button>
      </div>
      <img src={src} alt={alt} />
    </dialog>,
    document.body,
  )
}
