import { useNavigate } from '@tanstack/react-router'
import { useAppearance } from '../preferences/use-appearance.ts'
import { useSignOut } from '../ui/use-sign-out.ts'
import { useMe } from '../ui/use-me.ts'
import { useCommand } from './use-command.ts'

/** What can be done on every page. */
export function GeneralCommands() {
  const navigate = useNavigate()
  const { role } = useMe()
  const { language, themeName, chooseLanguage, chooseMode } = useAppearance()
  const signOut = useSignOut()
  useCommand({ id: 'go.workspace', run: () => void navigate({ to: '/agent' }) })
  useCommand({ id: 'general.search', run: () => void navigate({ to: '/agent/search' }) })
  useCommand({ id: 'go.console', run: () => void navigate({ to: '/admin' }), enabled: role !== 'agent' })
  useCommand({ id: 'go.preferences', run: () => void navigate({ to: '/preferences' }) })
  useCommand({
    id: 'go.mine',
    run: () => void navigate({ to: '/agent', search: { view: 'mine' } }),
  })
  useCommand({
    id: 'go.mentions',
    run: () => void navigate({ to: '/agent', search: { view: 'mentions' } }),
  })
  useCommand({
    id: 'go.unassigned',
    run: () => void navigate({ to: '/agent', search: { view: 'unassigned' } }),
  })
  useCommand({ id: 'go.open', run: () => void navigate({ to: '/agent', search: { view: 'open' } }) })
  useCommand({ id: 'go.closed', run: () => void navigate({ to: '/agent', search: { view: 'closed' } }) })
  useCommand({ id: 'go.all', run: () => void navigate({ to: '/agent', search: { view: 'all' } }) })
  useCommand({ id: 'general.theme', run: () => chooseMode(themeName === 'dark' ? 'light' : 'dark') })
  useCommand({ id: 'general.language', run: () => chooseLanguage(language === 'zh' ? 'en' : 'zh') })
  useCommand({ id: 'general.signOut', run: signOut })
  return null
}
