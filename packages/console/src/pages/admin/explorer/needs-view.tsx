import type { Listed } from '@pipit/contract/catalogue'
import { type WireErrorCode, documentedCodes, platformCodes } from '@pipit/contract/error-codes'
import { Link } from '@tanstack/react-router'
import type { App } from '../../../api/types.ts'
import { useLanguage } from '../../../i18n/text.tsx'
import { zhCodes } from './error-texts.ts'
import { tokensOf } from './form.ts'
import { useExplorerTexts } from './texts.ts'

function Codes({ title, codes }: { title: string; codes: readonly WireErrorCode[] }) {
  const t = useExplorerTexts()
  const { language } = useLanguage()
  if (codes.length === 0) return null
  return (
    <section>
      <h3>{title}</h3>
      <table className="ex-codes">
        <thead>
          <tr>
            <th scope="col">{t.code}</th>
            <th scope="col">{t.status}</th>
            <th scope="col">{t.meaning}</th>
          </tr>
        </thead>
        <tbody>
          {codes.map(({ code, status, meaning }) => (
            <tr key={code}>
              <td>{code}</td>
              <td>{status}</td>
              <td>{language === 'zh' ? (zhCodes[code] ?? meaning) : meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Scopes({ listed, app }: { listed: Listed; app: App | undefined }) {
  const t = useExplorerTexts()
  const { scopes = [] } = listed.endpoint
  if (scopes.length === 0) return <p className="field-help">{t.noScope}</p>
  const status = (scope: string) => app?.scopes.find((one) => one.scope === scope)?.status
  return (
    <>
      {scopes.length > 1 && <p className="field-help">{t.anyScope}</p>}
      <ul className="ex-scopes">
        {scopes.map((scope) => {
          const state = status(scope)
          return (
            <li key={scope}>
              <code>{scope}</code>
              {listed.face === 'feishu' && app && (
                <span
                  className={`state ${state === 'granted' ? 'is-done' : state === 'requested' ? 'is-waiting' : 'is-danger'}`}
                >
                  {state === 'granted' ? t.has : state === 'requested' ? t.asked : t.lacks}
                </span>
              )}
            </li>
          )
        })}
      </ul>
      {listed.face === 'feishu' && app && (
        <Link to="/admin/apps" search={{ app: app.app_id }} className="button-link">
          {t.toApp}
        </Link>
      )}
    </>
  )
}

/** What a call must have, how often it may be made, and how it can fail. */
export function NeedsView({ listed, app }: { listed: Listed; app: App | undefined }) {
  const t = useExplorerTexts()
  const { limit } = listed.endpoint
  const limits = [
    ...(limit?.perSecond ? [t.perSecond(limit.perSecond)] : []),
    ...(limit?.perMinute ? [t.perMinute(limit.perMinute)] : []),
  ]
  const kinds = tokensOf(listed)
  return (
    <div className="ex-needs">
      <section>
        <h3>{t.tokens}</h3>
        <p>{kinds.length > 0 ? kinds.map((kind) => t.kinds[kind]).join(t.comma) : t.noToken}</p>
      </section>
      <section>
        <h3>{t.scopes}</h3>
        <Scopes listed={listed} app={app} />
      </section>
      <section>
        <h3>{t.limit}</h3>
        <p>{limits.length > 0 ? limits.join(t.comma) : t.noLimit}</p>
      </section>
      {listed.face === 'feishu' ? (
        <>
          <Codes title={t.errors} codes={documentedCodes(listed.endpoint)} />
          <Codes title={t.platform} codes={platformCodes(listed.endpoint)} />
        </>
      ) : (
        <section>
          <h3>{t.errors}</h3>
          <p>{t.restErrors}</p>
        </section>
      )}
      <p className="field-help">{t.trouble}</p>
    </div>
  )
}
