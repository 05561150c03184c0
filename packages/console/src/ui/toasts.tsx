import { useEffect, useState } from 'react'
import { useText } from '../i18n/text.tsx'
import { Icon } from './icon.tsx'
import { dropToast, type Toast, useToasts } from './toast-store.ts'
import './toasts.css'

function ToastItem({ toast }: { toast: Toast }) {
  const t = useText()
  const [held, hold] = useState(false)
  useEffect(() => {
    if (held) return undefined
    const timer = setTimeout(() => dropToast(toast.id), toast.ms)
    return () => clearTimeout(timer)
  }, [toast, held])
  return (
    <li
      className="toast"
      // It waits for whoever is about to reach for it.
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      <span className="toast-text">{toast.text}</span>
      {toast.undo && (
        <button
          type="button"
          className="toast-undo"
          onClick={() => {
            dropToast(toast.id)
            toast.undo?.()
          }}
        >
          {t.actions.undo}
        </button>
      )}
      <button
        type="button"
        className="toast-close"
        aria-label={t.common.close}
        onClick={() => dropToast(toast.id)}
      >
        <Icon name="close" size={14} />
      </button>
    </li>
  )
}

export function Toasts() {
  const toasts = useToasts()
  return (
    <ol className="toasts" aria-live="polite" aria-relevant="additions">
      {toasts.map((toast) => (
        <ToastItem key={toast.id} toast={toast} />
      ))}
    </ol>
  )
}
