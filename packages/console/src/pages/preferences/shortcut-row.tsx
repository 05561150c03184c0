import { Button } from 'antd'
import { useState } from 'react'
import { conflictsWith, type Remaps } from '../../commands/bindings.ts'
import { KeyCaps } from '../../commands/key-caps.tsx'
import { capsOf, isReserved } from '../../commands/keys.ts'
import { entryOf, type CommandId } from '../../commands/table.ts'
import { useText } from '../../i18n/text.tsx'
import { Icon } from '../../ui/icon.tsx'
import { KeyRecorder } from './key-recorder.tsx'

interface Props {
  readonly id: CommandId
  readonly keys: string
  readonly remaps: Remaps
  readonly editing: boolean
  readonly onEdit: (on: boolean) => void
  readonly onAssign: (keys: string, losers: readonly CommandId[]) => void
}

export function ShortcutRow({ id, keys, remaps, editing, onEdit, onAssign }: Props) {
  const t = useText()
  const [wanted, want] = useState<string>()
  const name = t.commands.names[id]
  const standard = entryOf(id).keys ?? ''
  const conflicts = wanted === undefined ? [] : conflictsWith(id, wanted, remaps)

  const record = (pressed: string) => {
    if (isReserved(pressed) || conflictsWith(id, pressed, remaps).length > 0) want(pressed)
    else finish(pressed, [])
  }
  const finish = (pressed: string, losers: readonly CommandId[]) => {
    want(undefined)
    onAssign(pressed, losers)
  }
  const stop = () => {
    want(undefined)
    onEdit(false)
  }

  return (
    <li className={editing ? 'shortcut is-editing' : 'shortcut'}>
      <span className="shortcut-name">{name}</span>
      {editing ? (
        <KeyRecorder name={name} onKeys={record} onNone={() => finish('', [])} onStop={stop} />
      ) : (
        <>
          {keys !== standard && (
            <Button
              type="text"
              size="small"
              aria-label={t.preferences.resetOne(name)}
              title={t.preferences.reset}
              icon={<Icon name="reopen" />}
              onClick={() => onAssign(standard, conflictsWith(id, standard, remaps))}
            />
          )}
          <button
            type="button"
            className="shortcut-keys"
            aria-label={t.preferences.changeKeys(name, keys ? capsOf(keys).join(' ') : t.preferences.noKeys)}
            onClick={() => onEdit(true)}
          >
            {keys ? <KeyCaps keys={keys} /> : <span className="shortcut-none">{t.preferences.noKeys}</span>}
          </button>
        </>
      )}
      {editing && wanted !== undefined && (
        <div className="shortcut-conflict" role="alert">
          {isReserved(wanted) ? (
            <span>{t.preferences.reserved(capsOf(wanted).join(' '))}</span>
          ) : (
            <>
              <span>
                {t.preferences.conflict(
                  capsOf(wanted).join(' '),
                  conflicts.map((other) => t.commands.names[other]),
                )}
              </span>
              <Button size="small" onClick={() => finish(wanted, conflicts)}>
                {t.preferences.useHere}
              </Button>
            </>
          )}
        </div>
      )}
    </li>
  )
}
