import type { en } from './en.ts'

export type Language = 'en' | 'zh'
export type Dictionary = typeof en

const loaders: Record<Language, () => Promise<Dictionary>> = {
  en: async () => (await import('./en.ts')).en,
  zh: async () => (await import('./zh.ts')).zh,
}

/** The texts of one language; nobody loads those of the other. */
export const loadDictionary = (language: Language): Promise<Dictionary> => loaders[language]()

/** What `Intl` and the `lang` attribute are given. */
export const localeOf: Record<Language, string> = { en: 'en-US', zh: 'zh-CN' }

export const languageNames: Record<Language, string> = { zh: '中文', en: 'English' }

export const isLanguage = (x: unknown): x is Language => x === 'en' || x === 'zh'

/** The stored choice, else the first language of the browser that we speak, else English. */
export const pickLanguage = (stored: string | null, preferred: readonly string[]): Language =>
  isLanguage(stored)
    ? stored
    : (preferred.map((tag) => tag.toLowerCase().split('-')[0]).find(isLanguage) ?? 'en')
