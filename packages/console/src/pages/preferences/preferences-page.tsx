import { languageNames, type Language } from '../../i18n/language.ts'
import { useText } from '../../i18n/text.tsx'
import { usePreferences, useSavePreferences } from '../../preferences/preferences.ts'
import { useAppearance } from '../../preferences/use-appearance.ts'
import { themeModes } from '../../theme/theme.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { Frame } from '../../ui/rail.tsx'
import { Switch } from '../../ui/switch.tsx'
import { Choice, Setting } from './controls.tsx'
import { Notifications } from './notifications.tsx'
import { Shortcuts } from './shortcuts.tsx'
import './preferences.css'

const undoChoices = [0, 3, 5, 10, 20] as const

/** What one person sets for themselves; it holds on every device. */
export function PreferencesPage() {
  const t = useText()
  const preferences = usePreferences()
  const save = useSavePreferences()
  const { language, mode, chooseLanguage, chooseMode } = useAppearance()
  usePageTitle(t.preferences.title)
  return (
    <Frame>
      <main id="content" className="preferences" tabIndex={-1}>
        <div className="preferences-column">
          <h1>{t.preferences.title}</h1>
          <p className="preferences-lead">{t.preferences.lead}</p>
          {save.error && (
            <ErrorNotice error={save.error} lead={t.preferences.notSaved} onDismiss={save.reset} />
          )}
          <section aria-labelledby="appearance">
            <h2 id="appearance">{t.preferences.appearance}</h2>
            <Setting name={t.menu.language} help={t.preferences.languageHelp}>
              <Choice
                name={t.menu.language}
                value={language}
                options={Object.entries(languageNames).map(([value, label]) => ({
                  value: value as Language,
                  label,
                }))}
                onChoose={chooseLanguage}
              />
            </Setting>
            <Setting name={t.menu.theme}>
              <Choice
                name={t.menu.theme}
                value={mode}
                options={themeModes.map((value) => ({ value, label: t.menu[value] }))}
                onChoose={chooseMode}
              />
            </Setting>
          </section>
          <section aria-labelledby="writing">
            <h2 id="writing">{t.preferences.writing}</h2>
            <Setting name={t.preferences.undo} help={t.preferences.undoHelp}>
              <Choice
                name={t.preferences.undo}
                value={preferences.undo_seconds}
                options={undoChoices.map((value) => ({ value, label: t.preferences.undoSeconds(value) }))}
                onChoose={(undo_seconds) => save.mutate({ undo_seconds })}
              />
            </Setting>
          </section>
          <Notifications />
          <section aria-labelledby="shortcuts">
            <h2 id="shortcuts">{t.preferences.shortcuts}</h2>
            <Setting name={t.preferences.singleKeys} help={t.preferences.singleKeysHelp}>
              <Switch
                label={t.preferences.singleKeys}
                on={preferences.shortcuts}
                onChange={(shortcuts) => save.mutate({ shortcuts })}
              />
            </Setting>
            <Shortcuts />
          </section>
        </div>
      </main>
    </Frame>
  )
}
