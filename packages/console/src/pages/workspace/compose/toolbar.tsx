import type { WritingMode } from '../../../api/outgoing.ts'
import { useText } from '../../../i18n/text.tsx'
import { Icon, type IconName } from '../../../ui/icon.tsx'
import type { Format } from './format.ts'

const formats: readonly (readonly [Format, IconName, string | undefined])[] = [
  ['bold', 'bold', 'B'],
  ['italic', 'italic', 'I'],
  ['list', 'bullets', undefined],
  ['link', 'link', undefined],
  ['code', 'code', undefined],
]

const mod = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl '

interface Props {
  readonly mode: WritingMode
  readonly onFormat: (format: Format) => void
  readonly onAttach: () => void
  readonly onSign: (sign: '/' | '@') => void
  readonly onRating: () => void
}

export function Toolbar({ mode, onFormat, onAttach, onSign, onRating }: Props) {
  const t = useText()
  const tool = (name: string, icon: IconName, run: () => void, keys?: string) => (
    <button
      key={name}
      type="button"
      className="tool"
      aria-label={name}
      title={keys ? `${name} (${keys})` : name}
      // The selection in the box is what it works on.
      onMouseDown={(event) => event.preventDefault()}
      onClick={run}
    >
      <Icon name={icon} />
    </button>
  )
  return (
    <div className="composer-tools" role="toolbar" aria-label={t.compose.tools}>
      {mode === 'reply' && (
        <>
          {formats.map(([format, icon, key]) =>
            tool(t.compose.format[format], icon, () => onFormat(format), key && `${mod}${key}`),
          )}
          {tool(t.compose.attach, 'clip', onAttach)}
          {tool(t.compose.quickReplies, 'flash', () => onSign('/'), '/')}
          {tool(t.compose.askRating, 'star', onRating)}
        </>
      )}
      {mode === 'note' && tool(t.compose.mention, 'at', () => onSign('@'), '@')}
    </div>
  )
}
