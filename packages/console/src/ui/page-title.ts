import { useEffect } from 'react'
import { useNewsCount } from '../notify/news-store.ts'

export function usePageTitle(...parts: (string | undefined)[]) {
  const title = [...parts.filter(Boolean), 'Pipit'].join(' · ')
  const news = useNewsCount()
  useEffect(() => {
    document.title = news > 0 ? `(${news}) ${title}` : title
  }, [news, title])
}
