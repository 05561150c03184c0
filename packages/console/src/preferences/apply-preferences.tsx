import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { readRemaps } from '../commands/bindings.ts'
import { setShortcuts } from '../commands/shortcuts.ts'
import { useLanguage } from '../i18n/text.tsx'
import { useTheme } from '../theme/theme.tsx'
import { preferencesQuery } from './preferences.ts'

/** Makes what the person chose hold on this page, whichever device they chose it on. */
export function ApplyPreferences() {
  const { data } = useQuery(preferencesQuery)
  const { setLanguage } = useLanguage()
  const { setMode } = useTheme()

  useEffect(() => {
    if (data) setShortcuts({ on: data.shortcuts, remaps: readRemaps(data.remaps) })
  }, [data])
  useEffect(() => {
    if (data?.language) setLanguage(data.language)
  }, [data?.language, setLanguage])
  useEffect(() => {
    if (data?.theme) setMode(data.theme)
  }, [data?.theme, setMode])
  return null
}
