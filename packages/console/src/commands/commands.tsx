import { useEffect, useState } from 'react'
import { useLoaded } from '../ui/use-loaded.ts'
import { ApplyPreferences } from '../preferences/apply-preferences.tsx'
import { GeneralCommands } from './general-commands.tsx'
import { listenForKeys } from './key-listener.ts'
import { useCommand } from './use-command.ts'

const loadBar = () => import('./command-bar.tsx').then((m) => m.CommandBar)
const loadHelp = () => import('./help-dialog.tsx').then((m) => m.HelpDialog)

/** Makes commands work: part of every page behind the sign-in. */
export function Commands() {
  const [open, show] = useState<'help' | 'bar'>()
  useEffect(listenForKeys, [])
  const CommandBar = useLoaded(loadBar, open === 'bar')
  const HelpDialog = useLoaded(loadHelp, open === 'help')
  useCommand({ id: 'general.help', run: () => show('help') })
  useCommand({ id: 'general.commandBar', run: () => show('bar') })
  return (
    <>
      <ApplyPreferences />
      <GeneralCommands />
      {CommandBar && open === 'bar' && (
        <CommandBar onClose={() => show((now) => (now === 'bar' ? undefined : now))} />
      )}
      {HelpDialog && open === 'help' && (
        <HelpDialog onClose={() => show((now) => (now === 'help' ? undefined : now))} />
      )}
    </>
  )
}
