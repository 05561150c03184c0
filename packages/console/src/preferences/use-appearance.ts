import type { Language } from '../i18n/language.ts'
import { useLanguage } from '../i18n/text.tsx'
import { useTheme, type ThemeMode } from '../theme/theme.tsx'
import { useSavePreferences } from './preferences.ts'

/** Language and theme as they are shown, and how to choose others for every device. */
export function useAppearance() {
  const { language, setLanguage } = useLanguage()
  const { mode, name, setMode } = useTheme()
  const { mutate } = useSavePreferences()
  return {
    language,
    mode,
    themeName: name,
    chooseLanguage: (next: Language) => {
      setLanguage(next)
      mutate({ language: next })
    },
    chooseMode: (next: ThemeMode) => {
      setMode(next)
      mutate({ theme: next })
    },
  }
}
