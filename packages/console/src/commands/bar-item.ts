import { useEffect, useRef } from 'react'
import type { IconName } from '../ui/icon.tsx'

/** One line of the command bar. */
export interface BarItem {
  readonly key: string
  readonly group: string
  readonly icon: IconName
  readonly title: string
  readonly detail?: string
  /** Also found by these. */
  readonly words?: readonly string[]
  /** `[from, to]` in `title` that are shown as found; left out, what was typed is marked. */
  readonly marks?: readonly (readonly [number, number])[]
  /** The keys that do the same. */
  readonly keys?: string
  readonly run: () => void
}

type Source = () => readonly BarItem[]

const sources = new Set<{ readonly read: Source }>()

/** What open pages offer besides commands, as it is now. */
export const offeredItems = (): BarItem[] => [...sources].flatMap(({ read }) => read())

/** Puts items into the command bar while the component is there, for instance saved views. */
export function useBarOffer(read: Source) {
  const latest = useRef(read)
  useEffect(() => {
    latest.current = read
  })
  useEffect(() => {
    const source = { read: () => latest.current() }
    sources.add(source)
    return () => void sources.delete(source)
  }, [])
}
