import { console as api } from '@pipit/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMe } from '../../ui/use-me.ts'

/** Something that stays on the server until the owner asks for it; each look is written down there. */
export function useSecret<T>(look: () => Promise<T>) {
  const { role } = useMe()
  const client = useQueryClient()
  const [value, setValue] = useState<T>()
  const looking = useMutation({
    mutationFn: look,
    onSuccess: setValue,
    onSettled: () => client.invalidateQueries({ queryKey: [api.accessToken.audit.path] }),
  })
  return {
    /** Whether this person may see it. */
    allowed: role === 'owner',
    value,
    error: looking.error,
    pending: looking.isPending,
    look: () => {
      if (value === undefined && !looking.isPending) looking.mutate()
    },
    /** Takes a new value that a reset has answered with. */
    put: setValue,
  }
}

export type Secret = Pick<ReturnType<typeof useSecret>, 'allowed' | 'pending' | 'look'>
