import { useNavigate } from '@tanstack/react-router'
import { Dropdown, type MenuProps } from 'antd'
import { runCommand } from '../commands/registry.ts'
import { languageNames, type Language } from '../i18n/language.ts'
import { useText } from '../i18n/text.tsx'
import { useAppearance } from '../preferences/use-appearance.ts'
import { themeModes, type ThemeMode } from '../theme/theme.tsx'
import { Avatar } from './avatar.tsx'
import { Icon } from './icon.tsx'
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

  const items: MenuProps['items'] = [
    {
      key: 'who',
      type: 'group',
      label: (
        <span className="account-who">
          <strong>{me.user.name}</strong>
          <span>{me.user.email ?? me.tenant.name}</span>
        </span>
      ),
    },
    { type: 'divider' },
    {
      key: 'language',
      type: 'group',
      label: t.menu.language,
      children: Object.entries(languageNames).map(([key, label]) => ({
        key: `language:${key}`,
        label,
        icon: key === language ? check : noCheck,
        onClick: () => chooseLanguage(key as Language),
      })),
    },
    {
      key: 'theme',
      type: 'group',
      label: t.menu.theme,
      children: themeModes.map((key: ThemeMode) => ({
        key: `theme:${key}`,
        label: t.menu[key],
        icon: key === mode ? check : noCheck,
        onClick: () => chooseMode(key),
      })),
    },
    { type: 'divider' },
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
  ]

  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="topLeft">
      <button type="button" className="rail-account" aria-label={t.menu.account(me.user.name)}>
        <Avatar person={me.user} size={32} />
      </button>
    </Dropdown>
  )
}
