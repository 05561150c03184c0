import { Button, Dropdown, Tooltip } from 'antd'
import type { AccessToken } from '../../../api/types.ts'
import { useLanguage, useText } from '../../../i18n/text.tsx'
import { dateTime, shortDate } from '../../../i18n/time.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { useNow } from '../../../ui/now.ts'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { scopes, tones } from './token-fields.ts'

export type TokenAction = 'edit' | 'history' | 'toggle' | 'rotate' | 'remove'

interface Props {
  readonly tokens: readonly AccessToken[]
  readonly onAction: (action: TokenAction, token: AccessToken) => void
}

function Expiry({ token }: { token: AccessToken }) {
  const { t, locale } = useLanguage()
  const now = useNow()
  if (token.expires_at === undefined) return t.tokens.never
  return (
    <time dateTime={new Date(token.expires_at).toISOString()} title={dateTime(token.expires_at, locale)}>
      {shortDate(token.expires_at, now, locale)}
    </time>
  )
}

function Actions({ token, onAction }: { token: AccessToken; onAction: (action: TokenAction) => void }) {
  const t = useText()
  const items = [
    { key: 'edit', label: t.tokens.edit },
    { key: 'toggle', label: token.state === 'disabled' ? t.tokens.enable : t.tokens.disable },
    { key: 'rotate', label: t.tokens.rotate },
    { key: 'history', label: t.tokens.history },
    { type: 'divider' as const },
    { key: 'remove', label: t.tokens.remove, danger: true },
  ]
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{ items, onClick: ({ key }) => onAction(key as TokenAction) }}
    >
      <Button type="text" size="small" aria-label={t.tokens.more(token.name)} icon={<Icon name="more" />} />
    </Dropdown>
  )
}

function Row({ token, onAction }: { token: AccessToken; onAction: Props['onAction'] }) {
  const t = useText()
  const help = t.tokens.stateHelp[token.state]
  const rights = scopes
    .filter((scope) => token.scopes.includes(scope))
    .map((scope) => t.tokens.scope[scope])
    .join(t.tokens.comma)
  return (
    <tr>
      <td className="token-name">
        <button type="button" className="log-open" onClick={() => onAction('edit', token)}>
          {token.name}
        </button>
        <code className="token-hint">{t.tokens.ending(token.hint)}</code>
      </td>
      <td data-label={t.tokens.user}>
        <span className="token-user">
          <Avatar person={token.user} size={20} />
          <span className="ellipsis">{token.user.name}</span>
        </span>
      </td>
      <td data-label={t.tokens.rights} className="token-cut">
        <span title={rights}>{rights}</span>
      </td>
      <td data-label={t.tokens.domains} className="token-cut">
        {token.allowed_domains.length === 0 ? (
          <span className="token-none">{t.tokens.anyLink}</span>
        ) : (
          <span title={token.allowed_domains.join('\n')}>
            {token.allowed_domains[0]}
            {token.allowed_domains.length > 1 && ` +${token.allowed_domains.length - 1}`}
          </span>
        )}
      </td>
      <td data-label={t.tokens.expires}>
        <Expiry token={token} />
      </td>
      <td data-label={t.tokens.lastUsed}>
        {token.last_used_at === undefined ? (
          <span className="token-none">{t.tokens.notUsed}</span>
        ) : (
          <RelativeTime at={token.last_used_at} />
        )}
      </td>
      <td data-label={t.tokens.state}>
        <Tooltip title={help}>
          <span className={`state ${tones[token.state]}`} tabIndex={help ? 0 : undefined}>
            {t.tokens.states[token.state]}
          </span>
        </Tooltip>
      </td>
      <td className="token-actions">
        <Actions token={token} onAction={(action) => onAction(action, token)} />
      </td>
    </tr>
  )
}

export function TokenTable({ tokens, onAction }: Props) {
  const t = useText()
  const heads = ['name', 'user', 'rights', 'domains', 'expires', 'lastUsed', 'state'] as const
  return (
    <div className="log-table-box">
      <table className="log-table token-table" aria-label={t.tokens.title}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t.tokens[head]}
              </th>
            ))}
            <th />
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <Row key={token.token_id} token={token} onAction={onAction} />
          ))}
        </tbody>
      </table>
    </div>
  )
}
