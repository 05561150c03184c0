import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { readStored, writeStored } from '../ui/stored.ts'
import { loadDictionary, localeOf, pickLanguage, type Dictionary, type Language } from './language.ts'

interface LanguageState {
  readonly language: Language
  readonly locale: string
  readonly t: Dictionary
  readonly setLanguage: (language: Language) => void
}

const LanguageContext = createContext<LanguageState | undefined>(undefined)

/** What a page begins with. */
export interface Spoken {
  readonly language: Language
  readonly t: Dictionary
}

/** The texts in the stored language or the browser's. */
export async function loadSpoken(): Promise<Spoken> {
  const language = pickLanguage(readStored('language'), navigator.languages)
  return { language, t: await loadDictionary(language) }
}

export function LanguageProvider({ first, children }: { first: Spoken; children: ReactNode }) {
  const [spoken, speak] = useState(first)
  const wanted = useRef(first.language)
  const setLanguage = useCallback(async (language: Language) => {
    writeStored('language', language)
    wanted.current = language
    const t = await loadDictionary(language)
    // Somebody who changes their mind quickly gets what they chose last.
    if (wanted.current === language) speak({ language, t })
  }, [])
  const state = useMemo<LanguageState>(
    () => ({ ...spoken, locale: localeOf[spoken.language], setLanguage: (next) => void setLanguage(next) }),
    [spoken, setLanguage],
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
