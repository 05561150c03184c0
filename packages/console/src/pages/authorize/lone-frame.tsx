import type { ReactNode } from 'react'
import { languageNames, type Language } from '../../i18n/language.ts'
import { useLanguage } from '../../i18n/text.tsx'
import logo from '../../pipit.svg'
import './authorize.css'

/** The frame of pages that stand alone: a language choice, the mark, one column. */
export function LoneFrame({ children }: { children: ReactNode }) {
  const { t, language, setLanguage } = useLanguage()
  return (
    <div className="lone">
      <div className="lone-languages" role="group" aria-label={t.menu.language}>
        {Object.entries(languageNames).map(([key, name]) => (
          <button
            key={key}
            type="button"
            lang={key}
            aria-pressed={key === language}
            onClick={() => setLanguage(key as Language)}
          >
            {name}
          </button>
        ))}
      </div>
      <main id="content" className="lone-main">
        <img src={logo} alt="" width={36} height={36} />
        {children}
      </main>
    </div>
  )
}
