import { Button } from 'antd'
import { useState } from 'react'
import { keysOf, readRemaps } from '../../commands/bindings.ts'
import { commandGroups, commandIds, entryOf, type CommandId } from '../../commands/table.ts'
import { useText } from '../../i18n/text.tsx'
import { usePreferences, useSavePreferences } from '../../preferences/preferences.ts'
import { ShortcutRow } from './shortcut-row.tsx'

/** The keys of every command, to be changed. */
export function Shortcuts() {
  const t = useText()
  const preferences = usePreferences()
  const { mutate } = useSavePreferences()
  const [editing, edit] = useState<CommandId>()
  const remaps = readRemaps(preferences.remaps)

  /** @param losers Commands that had these keys and lose them. */
  const assign = (id: CommandId, keys: string, losers: readonly CommandId[]) => {
    const next: Record<string, string> = { ...remaps, [id]: keys }
    for (const loser of losers) next[loser] = ''
    if (keys === (entryOf(id).keys ?? '')) delete next[id]
    mutate({ remaps: next })
    edit(undefined)
  }

  return (
    <>
      {commandGroups.map((group) => (
        <div key={group} className="shortcut-group">
          <h3 id={`keys-${group}`}>{t.commands.groups[group]}</h3>
          <ul aria-labelledby={`keys-${group}`}>
            {commandIds
              .filter((id) => entryOf(id).group === group)
              .map((id) => (
                <ShortcutRow
                  key={id}
                  id={id}
                  keys={keysOf(id, remaps)}
                  remaps={remaps}
                  editing={editing === id}
                  onEdit={(on) => edit(on ? id : undefined)}
                  onAssign={(keys, losers) => assign(id, keys, losers)}
                />
              ))}
          </ul>
        </div>
      ))}
      {Object.keys(remaps).length > 0 && (
        <Button onClick={() => mutate({ remaps: {} })}>{t.preferences.resetAll}</Button>
      )}
    </>
  )
}
