import { useEffect } from 'react'

export function usePageTitle(...parts: (string | undefined)[]) {
  const title = [...parts.filter(Boolean), 'Pipit'].join(' · ')
  useEffect(() => {
    document.title = title
  }, [title])
}
