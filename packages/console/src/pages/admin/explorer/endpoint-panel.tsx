import type { Listed } from '@pipit/contract/catalogue'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Modal } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useLanguage } from '../../../i18n/text.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { useMe } from '../../../ui/use-me.ts'
import { useStored } from '../../../ui/stored.ts'
import { appsQuery } from '../apps-page.tsx'
import { type Account, type Form, addressOf, callOf, emptyForm, fieldKey, schemasOf } from './form.ts'
import { isDestructive, summaryOf } from './groups.ts'
import { type PastCall, remember } from './history.ts'
import { HistoryView } from './history-view.tsx'
import { NeedsView } from './needs-view.tsx'
import { type Reply, fieldErrors, hasSucceeded } from './reply.ts'
import { ReplyView } from './reply-view.tsx'
import { RequestForm } from './request-form.tsx'
import { SampleView } from './sample-view.tsx'
import { send } from './send.ts'
import { useExplorerTexts } from './texts.ts'
import { TokenBar } from './token-bar.tsx'
import { useCredentials } from './use-credentials.ts'

/** What was filled in stays while other endpoints are looked at. */
const forms = new Map<string, Form>()
const replies = new Map<string, Reply>()

const tabs = ['samples', 'needs', 'history'] as const

/** One endpoint: what it takes, a call of it, what came back; beside it the code and what must be known. */
export function EndpointPanel({ listed }: { listed: Listed }) {
  const t = useExplorerTexts()
  const { language } = useLanguage()
  const { helpdesk } = useMe()
  const apps = useQuery(appsQuery).data?.items ?? []
  const [appId, setAppId] = useStored<string>('explorer.app', '')
  const app = apps.find((one) => one.app_id === appId) ?? apps[0]
  const [form, setForm] = useState<Form>(() => forms.get(listed.id) ?? emptyForm)
  const [reply, setReply] = useState(() => replies.get(listed.id))
  const [failure, setFailure] = useState<unknown>()
  const [asking, setAsking] = useState(false)
  const [tab, setTab] = useState<(typeof tabs)[number]>('samples')
  // A fresh form for fields that keep a text of their own.
  const [edition, setEdition] = useState(0)
  const [running, setRunning] = useState<AbortController>()
  const answer = useRef<HTMLDivElement>(null)
  // Whether the reply has just come, and is to be looked at.
  const fresh = useRef(false)
  const [tried, setTried] = useState(false)
  const credentials = useCredentials(listed)
  const kind =
    credentials.identity === undefined
      ? undefined
      : credentials.identity === 'own'
        ? ownKind(credentials.own.token, listed)
        : credentials.identity

  const account: Account = {
    baseUrl: window.location.origin,
    appId: app?.app_id ?? 'cli_',
    helpdeskId: helpdesk.id,
    token: kind,
  }
  const call = callOf(listed, form, account)
  const errors = useMemo(() => {
    const found = new Map<string, string>()
    for (const { field, description } of reply ? fieldErrors(reply) : []) {
      const key = fieldKey(listed, field)
      if (key && !found.has(key)) found.set(key, description)
    }
    if (tried) for (const name of missingNames(listed, form)) found.set(`path.${name}`, t.needed)
    return found
  }, [listed, reply, tried, form, t])
  useEffect(() => {
    if (reply && fresh.current) answer.current?.scrollIntoView({ block: 'start' })
    fresh.current = false
  }, [reply])

  const change = (next: Form) => {
    forms.set(listed.id, next)
    setForm(next)
  }
  const show = (next: Reply | undefined) => {
    if (next) replies.set(listed.id, next)
    else replies.delete(listed.id)
    setReply(next)
  }
  const clear = () => {
    change(emptyForm)
    show(undefined)
    setTried(false)
    setEdition((n) => n + 1)
  }
  const pick = (past: PastCall) => {
    forms.set(past.endpointId, past.form)
    replies.set(past.endpointId, past.reply)
    if (past.endpointId !== listed.id) return
    setForm(past.form)
    setReply(past.reply)
    setEdition((n) => n + 1)
  }

  async function run() {
    setAsking(false)
    setFailure(undefined)
    const abort = new AbortController()
    setRunning(abort)
    try {
      const proof = await credentials.credentials(account.appId)
      const got = await send(call, proof, form.file, abort.signal)
      fresh.current = true
      show(got)
      remember({
        endpointId: listed.id,
        at: Date.now(),
        form,
        reply: got,
        succeeded: hasSucceeded(listed, got),
      })
      // A token may have died early: with a new secret, or a consent taken back.
      if (got.status === 400 || got.status === 401) credentials.forget()
    } catch (error) {
      if (!abort.signal.aborted) setFailure(error)
    } finally {
      setRunning(undefined)
    }
  }

  const isRedirect = listed.endpoint.envelope === 'redirect'
  const canCall = call.body !== undefined || !listed.endpoint.body
  const start = () => (isDestructive(listed) ? setAsking(true) : void run())

  return (
    <>
      <section className="ex-main" aria-label={summaryOf(listed, language)}>
        <Link to="/admin/explorer" className="button-link ex-back">
          {t.all}
        </Link>
        <header className="ex-head">
          <h1>{summaryOf(listed, language)}</h1>
          <p className="ex-path">
            <span className={`ex-method is-${listed.endpoint.method.toLowerCase()}`}>
              {listed.endpoint.method}
            </span>{' '}
            <code>{listed.endpoint.path}</code>
          </p>
        </header>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (running) return
            const [first] = missingNames(listed, form)
            setTried(first !== undefined)
            if (first !== undefined) {
              event.currentTarget.querySelector<HTMLElement>('[aria-required=true]')?.focus()
              return
            }
            if (isRedirect) window.open(addressOf(call), '_blank', 'noopener')
            else if (canCall) start()
          }}
        >
          <TokenBar listed={listed} state={credentials} apps={apps} app={app} onApp={setAppId} />
          <RequestForm
            key={edition}
            listed={listed}
            form={form}
            errors={errors}
            onChange={change}
            onClear={clear}
          />
          <div className="ex-call">
            <Button type="primary" htmlType="submit" disabled={running !== undefined || !canCall}>
              {isRedirect ? t.openTab : running ? t.calling : t.call}
            </Button>
            {running && (
              <Button type="text" onClick={() => running.abort()}>
                {t.stop}
              </Button>
            )}
            <code className="ellipsis">{addressOf(call)}</code>
          </div>
        </form>
        <div ref={answer} aria-live="polite">
          {failure !== undefined && (
            <ErrorNotice error={failure} lead={t.notCalled} onDismiss={() => setFailure(undefined)} />
          )}
          {reply && <ReplyView listed={listed} reply={reply} />}
        </div>
      </section>
      <aside className="ex-side" aria-label={t.tabs[tab]}>
        <div className="ex-tabs" role="tablist">
          {tabs.map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              id={`ex-tab-${one}`}
              aria-selected={tab === one}
              aria-controls="ex-tabpanel"
              onClick={() => setTab(one)}
            >
              {t.tabs[one]}
            </button>
          ))}
        </div>
        <div id="ex-tabpanel" role="tabpanel" aria-labelledby={`ex-tab-${tab}`} className="ex-tabpanel">
          {tab === 'samples' && <SampleView call={call} />}
          {tab === 'needs' && <NeedsView listed={listed} app={app} />}
          {tab === 'history' && <HistoryView onPick={pick} />}
        </div>
      </aside>
      <Modal
        open={asking}
        title={t.sureTitle(summaryOf(listed, language))}
        onCancel={() => setAsking(false)}
        width={440}
        okText={t.call}
        okButtonProps={{ danger: true }}
        onOk={() => void run()}
        destroyOnHidden
      >
        <p>{t.sure}</p>
        <p>
          <Icon name="alert" size={14} className="ex-inline-icon" />
          <code>
            {listed.endpoint.method} {addressOf(call)}
          </code>
        </p>
      </Modal>
    </>
  )
}

/** The kind of a token that somebody has brought, by how it begins. */
function ownKind(token: string, listed: Listed): 'tenant' | 'app' | 'user' {
  if (token.startsWith('u-')) return 'user'
  if (token.startsWith('t-') && listed.endpoint.tokens.includes('tenant')) return 'tenant'
  if (token.startsWith('a-')) return 'app'
  const [first] = listed.endpoint.tokens
  return first === 'user' || first === 'app' ? first : 'tenant'
}

/** Without a value in the path, the call would reach another endpoint. Everything else the server answers better. */
const missingNames = (listed: Listed, form: Form): string[] =>
  Object.keys(schemasOf(listed).path?.properties ?? {}).filter((name) => {
    const value = form.path[name]
    return value === undefined || value === ''
  })
