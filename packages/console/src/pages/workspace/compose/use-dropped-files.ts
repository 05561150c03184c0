import { useEffect, useRef, useState, type RefObject } from 'react'

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

/** Files dropped anywhere on the ticket go with the reply. @param onFiles nothing where there is no place for them. */
export function useDroppedFiles(
  within: RefObject<HTMLElement | null>,
  onFiles: ((files: Iterable<File>) => void) | undefined,
) {
  const [over, setOver] = useState(false)
  const latest = useRef(onFiles)
  useEffect(() => {
    latest.current = onFiles
  })
  useEffect(() => {
    const target = within.current?.closest('main')
    if (!target) return undefined
    const onOver = (event: DragEvent) => {
      if (!latest.current || !hasFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const onLeave = (event: DragEvent) => {
      if (!target.contains(event.relatedTarget as Node | null)) setOver(false)
    }
    const onDrop = (event: DragEvent) => {
      setOver(false)
      if (!latest.current || !hasFiles(event)) return
      event.preventDefault()
      latest.current(event.dataTransfer!.files)
    }
    target.addEventListener('dragover', onOver)
    target.addEventListener('dragleave', onLeave)
    target.addEventListener('drop', onDrop)
    return () => {
      target.removeEventListener('dragover', onOver)
      target.removeEventListener('dragleave', onLeave)
      target.removeEventListener('drop', onDrop)
    }
  }, [within])
  return { over }
}
