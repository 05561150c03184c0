import { useState } from 'react'
import { useText } from '../../i18n/text.tsx'
import { playSound } from '../../preferences/sound.ts'
import { usePreferences, useSavePreferences } from '../../preferences/preferences.ts'
import { Switch } from '../../ui/switch.tsx'
import { Setting } from './controls.tsx'

const permission = () => ('Notification' in window ? Notification.permission : 'unsupported')

/** The browser is asked for permission only here, and only when somebody switches notifications on. */
export function Notifications() {
  const t = useText()
  const { sound, desktop_notifications } = usePreferences()
  const { mutate } = useSavePreferences()
  const [allowed, setAllowed] = useState<string>(permission)

  const change = async (on: boolean) => {
    if (on && permission() === 'default') setAllowed(await Notification.requestPermission())
    mutate({ desktop_notifications: on && permission() !== 'unsupported' })
  }
  const help =
    allowed === 'denied'
      ? t.preferences.desktopDenied
      : allowed === 'unsupported'
        ? t.preferences.desktopUnsupported
        : t.preferences.desktopHelp

  return (
    <section aria-labelledby="notifications">
      <h2 id="notifications">{t.preferences.notifications}</h2>
      <Setting name={t.preferences.desktop} help={help}>
        <Switch
          label={t.preferences.desktop}
          on={desktop_notifications && allowed === 'granted'}
          disabled={allowed === 'denied' || allowed === 'unsupported'}
          onChange={(on) => void change(on)}
        />
      </Setting>
      <Setting name={t.preferences.sound} help={t.preferences.soundHelp}>
        <Switch
          label={t.preferences.sound}
          on={sound}
          onChange={(on) => {
            mutate({ sound: on })
            if (on) void playSound()
          }}
        />
      </Setting>
    </section>
  )
}
