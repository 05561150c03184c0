import { console as api } from '@pipit/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { Button } from 'antd'
import { call } from '../../api/call.ts'
import { useText } from '../../i18n/text.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { useMe } from '../../ui/use-me.ts'

/** Who is asked, and the way to another account that comes back to this page. */
export function SignedInAs({ action }: { action: string }) {
  const t = useText()
  const me = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const next = useRouterState({ select: (state) => state.location.href })
  const leave = useMutation({
    mutationFn: () => call(api.session.delete, {}),
    onSuccess: async () => {
      await navigate({ to: '/login', search: { next } })
      client.clear()
    },
  })
  const where = [me.user.email, me.tenant.name].filter((part) => part !== undefined).join(' · ')
  return (
    <div className="lone-who">
      <Avatar person={me.user} size={32} />
      <div className="lone-who-text">
        <span className="sr-only">{t.authorize.as}</span>
        <strong className="ellipsis">{me.user.name}</strong>
        <span className="ellipsis" title={where}>
          {where}
        </span>
      </div>
      <Button size="small" type="text" disabled={leave.isPending} onClick={() => leave.mutate()}>
        {action}
      </Button>
    </div>
  )
}
