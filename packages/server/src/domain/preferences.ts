import { fromJson, toJson } from '../db/json.ts'
import { findPreferences, savePreferences } from '../db/preferences.ts'
import { type Cx, actorUserId, inTransaction } from './cx.ts'
import { AppError } from './errors.ts'
import { emit } from './events.ts'

/** How a person wants the pages to be. */
export interface Preferences {
  readonly shortcuts: boolean
  /** Keys by command; empty is none. */
  readonly remaps: Readonly<Record<string, string>>
  readonly sound: boolean
  readonly desktop_notifications: boolean
  /** 0 sends at once. */
  readonly undo_seconds: number
  readonly layout: 'list' | 'table'
  readonly language?: 'en' | 'zh' | undefined
  readonly theme?: 'system' | 'light' | 'dark' | undefined
}

const usual: Preferences = {
  shortcuts: true,
  remaps: {},
  sound: false,
  desktop_notifications: false,
  undo_seconds: 5,
  layout: 'list',
}

function personOf(cx: Cx): string {
  const userId = actorUserId(cx)
  if (userId === null) throw new AppError('forbidden')
  return userId
}

const read = (data: string | undefined): Preferences => ({
  ...usual,
  ...(data === undefined ? {} : fromJson<Partial<Preferences>>(data)),
})

/** The acting person's preferences; what they never chose is as usual. */
export const getPreferences = async (cx: Cx): Promise<Preferences> =>
  read(await findPreferences(cx.db, cx.tenantId, personOf(cx)))

/** Changes what is given and leaves the rest; their other pages hear of it. */
export const updatePreferences = (
  cx: Cx,
  change: { readonly [K in keyof Preferences]?: Preferences[K] | undefined },
): Promise<Preferences> =>
  inTransaction(cx, async (cx) => {
    const userId = personOf(cx)
    // Two pages of one person may save at once.
    await cx.engine.hold(cx.db, [`preferences ${cx.tenantId} ${userId}`])
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    const next = { ...read(await findPreferences(cx.db, cx.tenantId, userId)), ...given }
    await savePreferences(cx.db, cx.tenantId, userId, toJson(next), cx.now)
    await emit(cx, 'preferences.changed', { userId })
    return next
  })
