/** The part of a KeyboardEvent that decides, so that tests can write one down. */
export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly isComposing?: boolean
  readonly getModifierState?: (key: string) => boolean
}

export const isMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '')

const named: Readonly<Record<string, string>> = { Enter: 'enter', ' ': 'space', Backspace: 'backspace' }

/** What a key writes on a layout without Latin letters, or under an input method, tells nothing: then its place does. */
function baseOf({ key, code }: KeyPress): string | undefined {
  if (named[key]) return named[key]
  if (/^[!-~]$/.test(key)) return key.toLowerCase()
  if (/^(Arrow|F\d|Home|End|Page|Tab|Escape|Delete|Insert)/.test(key)) return undefined
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? /^Digit(\d)$/.exec(code)?.[1]
}

/**
 * A key press as the table writes it, for instance `shift+e`; nothing for those that are not ours: Alt and AltGr write
 * letters on many layouts, and the Windows key belongs to the system.
 */
export function pressOf(press: KeyPress, mac = isMac): string | undefined {
  if (press.isComposing || press.altKey || press.getModifierState?.('AltGraph')) return undefined
  const mod = mac ? press.metaKey : press.ctrlKey
  if (mac ? press.ctrlKey : press.metaKey) return undefined
  const base = baseOf(press)
  if (base === undefined) return undefined
  // Where a sign stands is the layout's matter: `?` is `?`, with or without Shift.
  const shift = press.shiftKey && (/^[a-z]$/.test(base) || base.length > 1 || mod)
  return `${mod ? 'mod+' : ''}${shift ? 'shift+' : ''}${base}`
}

const signs: Readonly<Record<string, string>> = { enter: 'Enter', space: 'Space', backspace: 'Backspace' }
const macSigns: Readonly<Record<string, string>> = { ...signs, enter: '↩', backspace: '⌫' }

/** The keys as they stand on caps: `['Ctrl', 'K']`, `['G', 'M']`. */
export function capsOf(keys: string, mac = isMac): string[] {
  return keys.split(' ').flatMap((press) => {
    const parts = press === '+' ? ['+'] : press.split('+')
    return parts.map((part) => {
      if (part === 'mod') return mac ? '⌘' : 'Ctrl'
      if (part === 'shift') return mac ? '⇧' : 'Shift'
      return (mac ? macSigns : signs)[part] ?? part.toUpperCase()
    })
  })
}

/** For `aria-keyshortcuts`. */
export const ariaKeys = (keys: string, mac = isMac) =>
  keys
    .split(' ')
    .map((press) =>
      press
        .replace('mod+', mac ? 'Meta+' : 'Control+')
        .replace('shift+', 'Shift+')
        .replace('enter', 'Enter'),
    )
    .join(' ')

/** What browsers do themselves; nobody can give these to a command. */
const reserved = new Set(
  ['c', 'v', 'x', 'z', 'y', 'a', 'f', 'l', 'n', 'o', 'p', 'q', 'r', 's', 't', 'w', 'u', 'd', 'h', 'j', 'tab']
    .flatMap((key) => [`mod+${key}`, `mod+shift+${key}`])
    .concat(
      '0123456789+-='.split('').map((key) => `mod+${key}`),
      ['space', 'enter', 'shift+enter', 'shift+space'],
    ),
)

export const isReserved = (press: string) => reserved.has(press)
