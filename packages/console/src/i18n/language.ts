import { en } from './en.ts'
import { zh } from './zh.ts'

export const dictionaries = { en, zh }
export type Language = keyof typeof dictionaries
export type Dictionary = typeof en

/** What `Intl` and the `lang` attribute are given. */
export const localeOf: Record<Language, string> = { en: 'en-US', zh: 'zh-CN' }

export const languageNames: Record<Language, string> = { zh: '中文', en: 'English' }

export const isLanguage = (x: unknown): x is Language => x === 'en' || x === 'zh'

/** The stored choice, else the first language of the browser that we speak, else English. */
export const pickLanguage = (stored: string | null, preferred: readonly string[]): Language =>
  isLanguage(stored)
    ? stored
    : (preferred.map((tag) => tag.toLowerCase().split('-')[0]).find(isLanguage) ?? 'en')
