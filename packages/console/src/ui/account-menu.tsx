import { useNavigate } from '@tanstack/react-router'
import { runCommand } from '../commands/registry.ts'
import { languageNames, type Language } from '../i18n/language.ts'
import { useText } from '../i18n/text.tsx'
import { useAppearance } from '../preferences/use-appearance.ts'
import { themeModes, type ThemeMode } from '../theme/theme.tsx'
import { Avatar } from './avatar.tsx'
import { Icon } from './icon.tsx'
import { Menu, type MenuGroup } from './menu.tsx'
import { useMe } from './use-me.ts'
import { useSignOut } from './use-sign-out.ts'

const check = <Icon name="check" />
/** Keeps the other entries in line with the checked one. */
const noCheck = <Icon name="check" className="is-blank" />

export function AccountMenu() {
  const t = useText()
  const { language, mode, chooseLanguage, chooseMode } = useAppearance()
  const me = useMe()
  const navigate = useNavigate()
  const signOut = useSignOut()

  const groups: readonly MenuGroup[] = [
    {
      key: 'who',
      name: (
        <span className="account-who">
          <strong>{me.user.name}</strong>
          <span>{me.user.email ?? me.tenant.name}</span>
        </span>
      ),
      items: [],
    },
    {
      key: 'language',
      name: t.menu.language,
      items: Object.entries(languageNames).map(([key, label]) => ({
        key,
        label,
        checked: key === language,
        icon: key === language ? check : noCheck,
        onClick: () => chooseLanguage(key as Language),
      })),
    },
    {
      key: 'theme',
      name: t.menu.theme,
      items: themeModes.map((key: ThemeMode) => ({
        key,
        label: t.menu[key],
        checked: key === mode,
        icon: key === mode ? check : noCheck,
        onClick: () => chooseMode(key),
      })),
    },
    {
      key: 'more',
      items: [
        {
          key: 'preferences',
          label: t.commands.names['go.preferences'],
          icon: noCheck,
          onClick: () => void navigate({ to: '/preferences' }),
        },
        {
          key: 'help',
          label: t.commands.names['general.help'],
          icon: noCheck,
          onClick: () => void runCommand('general.help'),
        },
        {
          key: 'account',
          label: t.account.title,
          icon: noCheck,
          onClick: () => void navigate({ to: '/account' }),
        },
        { key: 'signOut', label: t.menu.signOut, icon: noCheck, onClick: () => signOut() },
      ],
    },
  ]

  return (
    <Menu groups={groups} side="above" className="rail-account" label={t.menu.account(me.user.name)}>
      <Avatar person={me.user} size={32} />
    </Menu>
  )
}
