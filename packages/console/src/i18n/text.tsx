import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { readStored, writeStored } from '../ui/stored.ts'
import { dictionaries, localeOf, pickLanguage, type Dictionary, type Language } from './language.ts'

interface LanguageState {
  readonly language: Language
  readonly locale: string
  readonly t: Dictionary
  readonly setLanguage: (language: Language) => void
}

const LanguageContext = createContext<LanguageState | undefined>(undefined)

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(() => pickLanguage(readStored('language'), navigator.languages))
  const state = useMemo<LanguageState>(
    () => ({
      language,
      locale: localeOf[language],
      t: dictionaries[language],
      setLanguage: (next) => {
        writeStored('language', next)
        setLanguage(next)
      },
    }),
    [language],
  )
  useEffect(() => {
    document.documentElement.lang = state.locale
  }, [state.locale])
  return <LanguageContext value={state}>{children}</LanguageContext>
}

export function useLanguage() {
  const state = use(LanguageContext)
  if (!state) throw new Error('LanguageProvider is missing')
  return state
}

export const useText = () => useLanguage().t
