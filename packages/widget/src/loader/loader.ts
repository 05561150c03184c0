import type { Look, ToApp, ToPage } from '../protocol.ts'
import { styles } from './styles.ts'

type Command = 'open' | 'close' | 'toggle' | 'identify' | 'logout' | 'on'
type Listener = (value?: unknown) => void
interface Api {
  (command: Command, ...values: unknown[]): void
  q?: unknown[][]
}

const words = {
  zh: { chat: '在线咨询', open: '打开在线咨询', unread: (n: number) => `，${n} 条未读` },
  en: { chat: 'Chat', open: 'Open chat', unread: (n: number) => `, ${n} unread` },
}

const page = window as unknown as { Pipit?: Api }
const script = document.currentScript as HTMLScriptElement | null
const given = script?.dataset ?? {}

if (!script || !given.desk) console.error('Pipit: the script tag needs data-desk="wgt_…".')
else if (!page.Pipit || page.Pipit.q) start(script.src, given.desk)

/** Puts a button on the page; the chat's frame is loaded when it is wanted. */
function start(source: string, desk: string): void {
  const base = new URL(source).origin
  const language = given.locale || document.documentElement.lang || navigator.language
  const text = words[/^zh/i.test(language) ? 'zh' : 'en']
  const listeners = new Map<string, Listener[]>()
  const seenKey = `pipit.${desk}`
  const waiting: ToApp[] = []
  let frame: HTMLIFrameElement | undefined
  let ready = false
  let shown = false
  let unread = 0

  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  // Through the object model: a page whose policy forbids inline styles allows this.
  sheet.replaceSync(styles)
  root.adoptedStyleSheets = [sheet]
  const button = document.createElement('button')
  button.type = 'button'
  button.append(icon())
  const badge = document.createElement('span')
  badge.setAttribute('aria-hidden', 'true')
  badge.hidden = true
  button.append(badge)
  root.append(button)
  button.addEventListener('click', () => show(!shown))
  button.addEventListener('pointerenter', load)
  button.addEventListener('focus', load)
  look({
    color: given.color || '#3f55d8',
    position: given.position === 'left' ? 'left' : 'right',
    label: '',
  })
  label()

  function look({ color, position }: Look): void {
    host.dataset.position = given.position || position
    button.style.background = given.color || color
    button.style.color = isLight(given.color || color) ? '#16171c' : '#fff'
  }

  function label(): void {
    button.setAttribute('aria-label', text.open + (unread ? text.unread(unread) : ''))
    button.setAttribute('aria-expanded', String(shown))
    badge.hidden = unread === 0
    badge.textContent = unread > 99 ? '99+' : String(unread)
  }

  function load(): void {
    if (frame) return
    const address = new URL('/widget/app', base)
    const parameters = {
      desk,
      origin: location.origin,
      page: location.origin + location.pathname,
      lang: language,
      theme: given.theme,
      locale: given.locale,
      color: given.color,
    }
    for (const [name, value] of Object.entries(parameters)) if (value) address.searchParams.set(name, value)
    frame = document.createElement('iframe')
    frame.title = text.chat
    frame.allow = 'clipboard-write'
    frame.src = address.href
    root.append(frame)
    setTimeout(() => {
      if (!ready)
        console.error(
          `Pipit: the chat did not start. If the page's policy blocks it, allow script-src and frame-src ${base}.`,
        )
    }, 15_000)
  }

  function tell(message: ToApp): void {
    if (ready) frame!.contentWindow!.postMessage(message, base)
    else waiting.push(message)
  }

  function show(open: boolean): void {
    if (open === shown) return
    shown = open
    load()
    host.toggleAttribute('data-open', open)
    label()
    tell({ pipit: open ? 'open' : 'close' })
    if (open) frame!.focus()
    else button.focus()
    emit(open ? 'open' : 'close')
  }

  function emit(name: string, value?: unknown): void {
    for (const listener of listeners.get(name) ?? []) listener(value)
  }

  window.addEventListener('message', (event: MessageEvent<ToPage | undefined>) => {
    if (event.origin !== base || !frame || event.source !== frame.contentWindow) return
    const { data } = event
    switch (data?.pipit) {
      case 'ready':
        ready = true
        for (const message of waiting.splice(0)) tell(message)
        break
      case 'close':
        show(false)
        break
      case 'unread':
        unread = data.count
        label()
        emit('unread', unread)
        break
      case 'look':
        look(data.look)
        break
      case 'message':
        remember()
        emit('message')
        break
      case 'refused':
        ready = true
        console.error(`Pipit: ${data.reason}`)
        break
    }
  })

  /** Whoever has written comes back to a badge: their chat is loaded with the page. */
  function remember(): void {
    try {
      localStorage.setItem(seenKey, '1')
    } catch {
      // Without storage there is no badge before the chat is opened.
    }
  }
  function hasWritten(): boolean {
    try {
      return localStorage.getItem(seenKey) !== null
    } catch {
      return false
    }
  }

  const commands: Record<Command, (...values: unknown[]) => void> = {
    open: () => show(true),
    close: () => show(false),
    toggle: () => show(!shown),
    identify: (token) => {
      load()
      tell({ pipit: 'identify', token: String(token) })
    },
    logout: () => {
      load()
      tell({ pipit: 'logout' })
    },
    on: (name, listener) => {
      const key = String(name)
      listeners.set(key, [...(listeners.get(key) ?? []), listener as Listener])
    },
  }
  const earlier = page.Pipit?.q ?? []
  page.Pipit = (command, ...values) => {
    if (Object.hasOwn(commands, command)) commands[command](...values)
    else console.error(`Pipit: there is no command “${command}”.`)
  }

  const attach = () => {
    document.body.append(host)
    for (const [command, ...values] of earlier) page.Pipit!(command as Command, ...values)
    if (hasWritten()) load()
  }
  if (document.body) attach()
  else document.addEventListener('DOMContentLoaded', attach)
}

function icon(): SVGElement {
  const space = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(space, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  for (const d of ['M4 5h16v11H9l-5 4z', 'M6 9l6 6 6-6']) {
    const path = document.createElementNS(space, 'path')
    path.setAttribute('d', d)
    svg.append(path)
  }
  return svg
}

/** Whether dark letters read better on a colour. */
function isLight(color: string): boolean {
  const parts = /^#(..)(..)(..)$/.exec(color)
  if (!parts) return false
  const [r, g, b] = parts.slice(1).map((part) => {
    const value = Number.parseInt(part, 16) / 255
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.36
}
