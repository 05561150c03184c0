import { console as api } from '@pipit/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Dropdown, type MenuProps } from 'antd'
import { call } from '../api/call.ts'
import { languageNames, type Language } from '../i18n/language.ts'
import { useLanguage } from '../i18n/text.tsx'
import { themeModes, useTheme, type ThemeMode } from '../theme/theme.tsx'
import { Avatar } from './avatar.tsx'
import { Icon } from './icon.tsx'
import { useMe } from './use-me.ts'

const check = <Icon name="check" />
/** Keeps the other entries in line with the checked one. */
const noCheck = <Icon name="check" className="is-blank" />

export function AccountMenu() {
  const { t, language, setLanguage } = useLanguage()
  const { mode, setMode } = useTheme()
  const me = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const signOut = useMutation({
    mutationFn: () => call(api.session.delete, {}),
    onSuccess: async () => {
      await navigate({ to: '/login' })
      client.clear()
    },
  })

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
        onClick: () => setLanguage(key as Language),
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
        onClick: () => setMode(key),
      })),
    },
    { type: 'divider' },
    {
      key: 'account',
      label: t.account.title,
      icon: noCheck,
      onClick: () => void navigate({ to: '/account' }),
    },
    { key: 'signOut', label: t.menu.signOut, icon: noCheck, onClick: () => signOut.mutate() },
  ]

  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="topLeft">
      <button type="button" className="rail-account" aria-label={t.menu.account(me.user.name)}>
        <Avatar person={me.user} size={32} />
      </button>
    </Dropdown>
  )
}
