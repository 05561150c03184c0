import { useCallback, useSyncExternalStore } from 'react'

export const phone = '(max-width: 767px)'
export const withViews = '(min-width: 1280px)'
export const withPanel = '(min-width: 1200px)'

export function useMedia(query: string) {
  const subscribe = useCallback(
    (changed: () => void) => {
      const media = matchMedia(query)
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}
