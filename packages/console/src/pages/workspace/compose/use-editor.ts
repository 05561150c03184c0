import { useLayoutEffect, useRef, type RefObject } from 'react'
import { type Edit, type Format, type Selection, formatted } from './format.ts'

/** Changes to the text of a box that its own undo knows. */
export function useEditor(area: RefObject<HTMLTextAreaElement | null>, text: string) {
  const after = useRef<{ start: number; end: number }>(undefined)

  // React sets the value after the browser has moved the cursor.
  useLayoutEffect(() => {
    if (!after.current) return
    area.current?.setSelectionRange(after.current.start, after.current.end)
    after.current = undefined
  }, [area, text])

  // For browsers without `field-sizing: content`.
  useLayoutEffect(() => {
    const element = area.current
    if (!element || CSS.supports('field-sizing', 'content')) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight}px`
  }, [area, text])

  const selection = (): Selection => {
    const { value = '', selectionStart = 0, selectionEnd = 0 } = area.current ?? {}
    return { text: value, start: selectionStart, end: selectionEnd }
  }
  const apply = ({ from, to, insert, start, end }: Edit) => {
    const element = area.current
    if (!element) return
    element.focus()
    element.setSelectionRange(from, to)
    after.current = { start, end }
    // The only way that the browser's undo follows; `setRangeText` is for those that have given it up.
    const done =
      insert === '' ? document.execCommand('delete') : document.execCommand('insertText', false, insert)
    if (!done && from !== to + insert.length) {
      element.setRangeText(insert, from, to, 'end')
      element.dispatchEvent(new Event('input', { bubbles: true }))
    }
    element.setSelectionRange(start, end)
  }
  return {
    selection,
    apply,
    format: (format: Format) => apply(formatted(format, selection())),
    insert: (insert: string) => {
      const { start, end } = selection()
      const at = start + insert.length
      apply({ from: start, to: end, insert, start: at, end: at })
    },
  }
}
