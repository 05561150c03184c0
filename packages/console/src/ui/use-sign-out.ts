import { console as api } from '@pipit/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { call } from '../api/call.ts'

export function useSignOut() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const signOut = useMutation({
    mutationFn: () => call(api.session.delete, {}),
    onSuccess: async () => {
      await navigate({ to: '/login' })
      client.clear()
    },
  })
  return () => signOut.mutate()
}
