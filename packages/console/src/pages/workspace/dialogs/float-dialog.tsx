import { useEffect, useRef, type ReactNode } from 'react'
import '../../../commands/dialogs.css'
import '../../../commands/command-bar.css'
import './dialogs.css'

interface Props {
  readonly label: string
  readonly onClose: () => void
  readonly className?: string
  readonly children: ReactNode
}

/** A question over the page; Esc and a click beside it close it. Whatever has `autofocus` in it gets the focus. */
export function FloatDialog({ label, onClose, className = '', children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    element?.querySelector<HTMLElement>('[data-first]')?.focus()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={`float-dialog command-bar ticket-dialog ${className}`}
      aria-label={label}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current.close()
      }}
    >
      <div className="float-dialog-box">{children}</div>
    </dialog>
  )
}
