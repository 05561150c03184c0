import type { Listed } from '@pipit/contract/catalogue'
import { errorCode } from '@pipit/contract/error-codes'
import { Link } from '@tanstack/react-router'
import { useLanguage } from '../../../i18n/text.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { zhCodes } from './error-texts.ts'
import { fieldKey, pretty } from './form.ts'
import { type Reply, codeOf, fieldErrors, hasSucceeded } from './reply.ts'
import { useExplorerTexts } from './texts.ts'

/** A reply of megabytes would stop the page; the whole of it can be copied. */
const maximumShown = 200_000

function Body({ reply }: { reply: Reply }) {
  const t = useExplorerTexts()
  const { file } = reply
  if (file)
    return (
      <div className="ex-file">
        {file.type.startsWith('image/') && <img src={file.url} alt={file.name} />}
        <p>
          <a href={file.url} download={file.name} className="button-link">
            {t.download}
          </a>{' '}
          <span className="field-help">{file.type}</span>
        </p>
      </div>
    )
  if (reply.text === '') return <p className="field-help">{t.empty}</p>
  const text = reply.json === undefined ? reply.text : pretty(reply.json)
  return (
    <div className="ex-code">
      <CopyButton text={text} what={t.reply} />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls, so it takes the keys */}
      <pre tabIndex={0} role="region" aria-label={t.reply}>
        {text.length > maximumShown ? `${text.slice(0, maximumShown)}…` : text}
      </pre>
    </div>
  )
}

/** Puts the cursor where the fault is. */
function lookAt(key: string): void {
  const place = document.querySelector(`[data-at="${CSS.escape(key)}"]`)
  place?.scrollIntoView({ block: 'center' })
  place?.querySelector<HTMLElement>('input, select, textarea, button')?.focus({ preventScroll: true })
}

function FieldErrors({ listed, reply }: { listed: Listed; reply: Reply }) {
  const errors = fieldErrors(reply)
  if (errors.length === 0) return null
  return (
    <ul className="ex-faults">
      {errors.map(({ field, description }) => {
        const key = fieldKey(listed, field)
        return (
          <li key={field}>
            {key === undefined ? (
              <code>{field}</code>
            ) : (
              <button type="button" onClick={() => lookAt(key)}>
                <code>{field}</code>
              </button>
            )}{' '}
            {description}
          </li>
        )
      })}
    </ul>
  )
}

/** What came back: how it went first, then all of it. */
export function ReplyView({ listed, reply }: { listed: Listed; reply: Reply }) {
  const t = useExplorerTexts()
  const { language } = useLanguage()
  const succeeded = hasSucceeded(listed, reply)
  const code = codeOf(reply)
  const meaning =
    !succeeded && listed.face === 'feishu'
      ? language === 'zh'
        ? zhCodes[code]
        : errorCode(code, listed.endpoint).meaning
      : undefined
  return (
    <section className="ex-reply" aria-label={t.reply}>
      <p className="ex-outcome" role="status">
        <span className={`state ${succeeded ? 'is-done' : 'is-danger'}`}>{succeeded ? t.ok : t.failed}</span>
        <span>HTTP {reply.status}</span>
        {!succeeded && code !== reply.status && (
          <span>
            {t.code} {code}
          </span>
        )}
        <span>{reply.ms} ms</span>
        {reply.logId && (
          <Link to="/admin/logs" search={{ log_id: reply.logId }} className="button-link">
            {t.inLog}
          </Link>
        )}
      </p>
      {meaning && <p className="ex-meaning">{meaning}</p>}
      <FieldErrors listed={listed} reply={reply} />
      <Body reply={reply} />
      <details className="ex-headers">
        <summary>{t.headers}</summary>
        <dl>
          {reply.headers.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  )
}
