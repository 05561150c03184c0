import { render } from 'preact'
import { apiWith } from './api.ts'
import { App } from './app.tsx'
import { bridgeTo } from './bridge.ts'
import { createController } from './controller.ts'
import { applyLook } from './look.ts'
import { createStore } from './store.ts'
import { texts } from './text.ts'
import { tokenStore } from './token.ts'
import type { Language, Widget } from './types.ts'
import './app.css'

const given = new URLSearchParams(location.search)
const widgetId = given.get('desk') ?? ''
const origin = given.get('origin') ?? ''
const bridge = bridgeTo(origin)

const languageOf = (tag: string): Language => (/^zh/i.test(tag) ? 'zh' : 'en')
const oneOf = <T extends string>(value: string | null, ...known: T[]): T | undefined =>
  known.find((item) => item === value)

/** What the page asks for goes before what the desk has set. */
const overridden = (widget: Widget): Widget => ({
  ...widget,
  theme: oneOf(given.get('theme'), 'auto', 'light', 'dark') ?? widget.theme,
  color: /^#[0-9a-f]{6}$/i.test(given.get('color') ?? '') ? given.get('color')! : widget.color,
})

async function main(): Promise<void> {
  const widget = overridden(await apiWith(() => undefined).widget(widgetId))
  const page = given.get('page') ?? undefined
  const usual = languageOf(given.get('lang') ?? navigator.language)
  const language =
    oneOf(given.get('locale'), 'zh', 'en') ?? (widget.locale === 'auto' ? usual : widget.locale)
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  document.title = texts[language].chat
  applyLook(widget)

  const store = createStore({
    widget,
    language,
    isOpen: false,
    isAway: false,
    visitor: undefined,
    presence: widget.presence,
    ticket: undefined,
    messages: [],
    hasMore: false,
    pending: [],
    categories: [],
    isTyping: false,
    isLeaving: false,
    notice: undefined,
  })
  const tokens = tokenStore(widgetId)
  const act = createController(store, tokens, bridge, { widgetId, origin: origin || location.origin, page })
  const closeWindow = () => {
    act.close()
    bridge.send({ pipit: 'close' })
  }
  render(
    <App
      store={store}
      act={act}
      closeWindow={closeWindow}
      takesFocus={bridge.isFramed || window.parent === window}
    />,
    document.querySelector('#app')!,
  )

  bridge.listen((message) => {
    if (message.pipit === 'open') void act.open()
    if (message.pipit === 'close') act.close()
    if (message.pipit === 'identify') void act.identify(message.token)
    if (message.pipit === 'logout') void act.logout()
  })
  document.addEventListener('visibilitychange', () => act.seen())
  await act.resume()
  bridge.send({ pipit: 'look', look: { color: widget.color, position: widget.position, label: widget.name } })
  bridge.send({ pipit: 'ready' })
  // Alone in a tab it is the page.
  if (!bridge.isFramed) void act.open()
}

main().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error)
  const text = document.createElement('p')
  text.className = 'lone'
  text.setAttribute('role', 'alert')
  text.textContent = reason
  document.querySelector('#app')!.append(text)
  bridge.send({ pipit: 'refused', reason })
})
