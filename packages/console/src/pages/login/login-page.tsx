import { console as api } from '@pipit/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { ApiError } from '../../api/error.ts'
import { sessionQuery } from '../../api/query.ts'
import { isFramed } from '../../embed/origin.ts'
import { languageNames, type Language } from '../../i18n/language.ts'
import { useLanguage } from '../../i18n/text.tsx'
import logo from '../../pipit.svg'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Field } from '../../ui/field.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import './login.css'
import { FramedNotice } from './framed-notice.tsx'
import { nextPath } from './next-path.ts'

const route = getRouteApi('/login')

const fieldErrors = (error: unknown) =>
  error instanceof ApiError
    ? new Map(error.fields.map((f) => [f.field, f.description]))
    : new Map<string, string>()

/** Nobody types a password into a frame: whoever owns the page around it could have drawn the form. */
export const LoginPage = () => (isFramed() ? <FramedNotice /> : <LoginForm />)

function LoginForm() {
  const { t, language, setLanguage } = useLanguage()
  const { next } = route.useSearch()
  const router = useRouter()
  const client = useQueryClient()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [left, setLeft] = useState({ email: false, password: false })
  usePageTitle(t.login.title)

  const signIn = useMutation({
    mutationFn: () => call(api.session.create, { body: { email: email.trim(), password } }),
    onSuccess: (me) => {
      client.clear()
      client.setQueryData(sessionQuery.queryKey, me)
      router.history.replace(nextPath(next))
    },
  })

  const fromServer = fieldErrors(signIn.error)
  const emailError = !left.email
    ? undefined
    : !email.trim()
      ? t.login.emailMissing
      : /^\S+@\S+$/.test(email.trim())
        ? fromServer.get('email')
        : t.login.emailWrong
  const passwordError = !left.password
    ? undefined
    : password
      ? fromServer.get('password')
      : t.login.passwordMissing
  const atFields = fromServer.has('email') || fromServer.has('password')

  const submit = () => {
    setLeft({ email: true, password: true })
    if (/^\S+@\S+$/.test(email.trim()) && password) signIn.mutate()
  }

  return (
    <div className="login">
      <div className="login-languages" role="group" aria-label={t.menu.language}>
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
      <main id="content" className="login-main">
        <img src={logo} alt="" width={44} height={44} />
        <h1>{t.login.title}</h1>
        <p className="login-lead">Pipit · {t.login.lead}</p>
        <form
          noValidate
          aria-label={t.login.title}
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <Field label={t.login.email} error={emailError}>
            {(control) => (
              <Input
                {...control}
                type="email"
                name="email"
                size="large"
                autoComplete="username"
                autoFocus
                maxLength={320}
                value={email}
                onChange={(e) => setEmail(e.target.value)}
                onBlur={() => email && setLeft((l) => ({ ...l, email: true }))}
              />
            )}
          </Field>
          <Field label={t.login.password} error={passwordError}>
            {(control) => (
              <Input
                {...control}
                type="password"
                name="password"
                size="large"
                autoComplete="current-password"
                maxLength={1024}
                value={password}
                onChange={(e) => setPassword(e.target.value)}
              />
            )}
          </Field>
          {signIn.error && !atFields && <ErrorNotice error={signIn.error} />}
          <Button type="primary" htmlType="submit" size="large" block disabled={signIn.isPending}>
            {signIn.isPending ? t.login.busy : t.login.submit}
          </Button>
        </form>
        <p className="login-help">{t.login.help}</p>
      </main>
    </div>
  )
}
