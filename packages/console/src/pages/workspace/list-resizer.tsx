import { useRef } from 'react'
import { useText } from '../../i18n/text.tsx'

const narrowest = 280
const widest = 520
const step = 16

const clamp = (width: number) => Math.round(Math.min(widest, Math.max(narrowest, width)))

export function ListResizer({ width, onResize }: { width: number; onResize: (width: number) => void }) {
  const t = useText()
  const from = useRef<{ x: number; width: number }>(undefined)
  return (
    <div
      className="list-resizer"
      role="separator"
      aria-orientation="vertical"
      aria-label={t.list.resize}
      aria-valuenow={width}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') onResize(clamp(width - step))
        if (event.key === 'ArrowRight') onResize(clamp(width + step))
      }}
      onPointerDown={(event) => {
        from.current = { x: event.clientX, width }
        event.currentTarget.setPointerCapture(event.pointerId)
        event.preventDefault()
      }}
      onPointerMove={(event) => {
        if (from.current) onResize(clamp(from.current.width + event.clientX - from.current.x))
      }}
      onPointerUp={() => {
        from.current = undefined
      }}
    />
  )
}
