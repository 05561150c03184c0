import { useCallback, useState } from 'react'

/** Storage can be switched off by the browser; a preference is then kept for this page only. */
export const readStored = (key: string) => {
  try {
    return localStorage.getItem(`pipit.${key}`)
  } catch {
    return null
  }
}

export const writeStored = (key: string, value: string) => {
  try {
    localStorage.setItem(`pipit.${key}`, value)
  } catch {
    // See above.
  }
}

/** A preference of this person on this device. */
export function useStored<T extends string | number | boolean>(key: string, initial: T) {
  const [value, setValue] = useState<T>(() => {
    const stored = readStored(key)
    if (stored === null) return initial
    const parsed =
      typeof initial === 'number' ? Number(stored) : typeof initial === 'boolean' ? stored === 'true' : stored
    return (typeof initial === 'number' && !Number.isFinite(parsed) ? initial : parsed) as T
  })
  const store = useCallback(
    (next: T) => {
      setValue(next)
      writeStored(key, String(next))
    },
    [key],
  )
  return [value, store] as const
}
