import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useText } from '../i18n/text.tsx'
import { Icon } from '../ui/icon.tsx'
import { isCharacterKey, keysOf } from './bindings.ts'
import { KeyCaps } from './key-caps.tsx'
import { useShortcuts } from './shortcuts.ts'
import { commandGroups, commandIds, entryOf } from './table.ts'
import './dialogs.css'

/** Every command that has keys, as they are now. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const t = useText()
  const { on, remaps } = useShortcuts()
  const dialog = useRef<HTMLDialogElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
    scroller.current?.focus()
  }, [])

  return (
    <dialog
      ref={dialog}
      className="float-dialog help-dialog"
      aria-labelledby="help-title"
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current.close()
      }}
    >
      <div className="float-dialog-box">
        <header className="help-head">
          <h2 id="help-title">{t.commands.names['general.help']}</h2>
          <Link to="/preferences" hash="shortcuts" onClick={() => dialog.current?.close()}>
            {t.commands.helpChange}
          </Link>
          <button
            type="button"
            className="icon-button"
            aria-label={t.common.close}
            onClick={() => dialog.current?.close()}
          >
            <Icon name="close" />
          </button>
        </header>
        {!on && <p className="help-off">{t.commands.helpOff}</p>}
        <div ref={scroller} className="help-scroller" tabIndex={0} role="region" aria-labelledby="help-title">
          <div className="help-groups">
            {commandGroups.map((group) => (
              <section key={group} aria-labelledby={`help-${group}`}>
                <h3 id={`help-${group}`}>{t.commands.groups[group]}</h3>
                <dl>
                  {commandIds
                    .map((id) => ({ id, keys: keysOf(id, remaps) }))
                    .filter(({ id, keys }) => keys && entryOf(id).group === group)
                    .map(({ id, keys }) => (
                      <div key={id} className={on || !isCharacterKey(keys) ? 'help-row' : 'help-row is-off'}>
                        <dt>{t.commands.names[id]}</dt>
                        <dd>
                          <KeyCaps keys={keys} />
                        </dd>
                      </div>
                    ))}
                </dl>
              </section>
            ))}
          </div>
        </div>
      </div>
    </dialog>
  )
}
