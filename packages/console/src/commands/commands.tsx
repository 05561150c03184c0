import { lazy, Suspense, useEffect, useState } from 'react'
import { ApplyPreferences } from '../preferences/apply-preferences.tsx'
import { GeneralCommands } from './general-commands.tsx'
import { listenForKeys } from './key-listener.ts'
import { useCommand } from './use-command.ts'

const HelpDialog = lazy(() => import('./help-dialog.tsx').then((m) => ({ default: m.HelpDialog })))

/** Makes commands work: part of every page behind the sign-in. */
export function Commands() {
  const [help, showHelp] = useState(false)
  useEffect(listenForKeys, [])
  useCommand({ id: 'general.help', run: () => showHelp(true) })
  return (
    <>
      <ApplyPreferences />
      <GeneralCommands />
      <Suspense>{help && <HelpDialog onClose={() => showHelp(false)} />}</Suspense>
    </>
  )
}
