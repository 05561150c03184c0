import type { console as contract } from '@pipit/contract'
import { getPreferences, updatePreferences } from '../../domain/preferences.ts'
import type { Handlers } from '../handlers.ts'

export const preferences: Handlers<typeof contract.preferences> = {
  get: async (cx) => wire(await getPreferences(cx)),
  update: async (cx, { body }) => wire(await updatePreferences(cx, body)),
}

const wire = (preferences: Awaited<ReturnType<typeof getPreferences>>) => ({
  ...preferences,
  remaps: { ...preferences.remaps },
})
