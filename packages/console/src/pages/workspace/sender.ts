import { useCallback } from 'react'
import type { Message } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { useMe } from '../../ui/use-me.ts'

export function useSenderName() {
  const t = useText()
  const me = useMe().user.id
  return useCallback(
    (message: Message) => {
      if (message.sender) return message.sender.id === me ? t.thread.you : message.sender.name
      return message.sender_type === 'agent' ? t.thread.agent : t.thread.bot
    },
    [t, me],
  )
}
