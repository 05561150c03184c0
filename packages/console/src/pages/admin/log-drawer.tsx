import { Drawer } from 'antd'
import type { ReactNode } from 'react'
import type { LogEntry } from '../../api/types.ts'
import { useLanguage } from '../../i18n/text.tsx'
import { exactTime } from '../../i18n/time.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { LogResult, milliseconds } from './log-table.tsx'
import { prettyJson } from './pretty-json.ts'

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === undefined || children === '') return null
  return (
    <div className="log-fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Body({ name, text }: { name: string; text: string | undefined }) {
  if (!text) return null
  const pretty = prettyJson(text)
  return (
    <section className="log-body" aria-label={name}>
      <header>
        <h3>{name}</h3>
        <CopyButton text={pretty} what={name} />
      </header>
      <pre tabIndex={0}>{pretty}</pre>
    </section>
  )
}

function Detail({ entry, appName }: { entry: LogEntry; appName: string | undefined }) {
  const { t, locale } = useLanguage()
  return (
    <>
      <p className="log-headline">
        <span className="log-method">{entry.method}</span>
        <code>{entry.path}</code>
      </p>
      <dl>
        <Fact name={t.logs.result}>
          <LogResult entry={entry} />
        </Fact>
        <Fact name={t.logs.message}>{entry.code === 0 ? undefined : entry.message}</Fact>
        <Fact name={t.logs.search}>
          <code>{entry.log_id}</code>
          <CopyButton text={entry.log_id} what={t.common.logId} />
        </Fact>
        <Fact name={t.logs.time}>{exactTime(entry.at, locale)}</Fact>
        <Fact name={t.logs.duration}>{milliseconds(entry.duration_ms)}</Fact>
        <Fact name={t.logs.endpoint}>{entry.endpoint && <code>{entry.endpoint}</code>}</Fact>
        <Fact name={t.logs.app}>
          {entry.app_id && (
            <>
              {appName} <code>{entry.app_id}</code>
            </>
          )}
        </Fact>
        <Fact name={t.logs.user}>{entry.user_id && <code>{entry.user_id}</code>}</Fact>
        <Fact name={t.logs.ip}>{entry.ip}</Fact>
        <Fact name={t.logs.agent}>{entry.user_agent}</Fact>
      </dl>
      <Body name={t.logs.request} text={entry.request} />
      <Body name={t.logs.response} text={entry.response} />
    </>
  )
}

interface Props {
  readonly entry: LogEntry | undefined
  readonly appName: string | undefined
  readonly onClose: () => void
}

export function LogDrawer({ entry, appName, onClose }: Props) {
  const { t } = useLanguage()
  return (
    <Drawer
      open={entry !== undefined}
      onClose={onClose}
      title={t.logs.detail}
      size={560}
      // The table stays usable beside it: click the next row to compare.
      mask={false}
      closable={{ 'aria-label': t.common.close }}
    >
      {entry && <Detail entry={entry} appName={appName} />}
    </Drawer>
  )
}
