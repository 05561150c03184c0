import type { Input, accessToken } from '@pipit/contract'
import type { Cx } from '../../domain/cx.ts'
import { AppError } from '../../domain/errors.ts'
import { getHelpdesk, updateHelpdesk } from '../../domain/helpdesks.ts'
import { dailyStatistics, openNow } from '../../domain/statistics.ts'
import type { Handlers } from '../handlers.ts'
import { exported, springPage, windowOf } from './page.ts'
import { type WireSettings, settingsOf, statisticOf } from './wire.ts'

type V1 = typeof accessToken.v1
type Span = { readonly startDate?: string; readonly endDate?: string }

const days = async (cx: Cx, { startDate: from, endDate: to }: Span) =>
  (await dailyStatistics(cx, { from, to })).map(statisticOf)

async function statisticPage(cx: Cx, query: Input<V1['statistic']['query']>['query']) {
  const window = windowOf(query)
  const all = (await days(cx, query)).toReversed()
  return springPage(all.slice(window.offset, window.offset + window.size), all.length, window)
}

const sum = <K extends string>(items: readonly Readonly<Record<K, number>>[], key: K): number =>
  items.reduce((total, item) => total + item[key], 0)

export const statistics: Handlers<typeof accessToken.statistics> = {
  overview: async (cx, { query }) => {
    const [all, now] = await Promise.all([days(cx, query), openNow(cx)])
    return {
      ...now,
      created: sum(all, 'created'),
      closed: sum(all, 'closed'),
      solved: sum(all, 'solved'),
      days: all,
    }
  },
}

export const statistic: Handlers<V1['statistic']> = {
  queryOrg: (cx, { query }) => statisticPage(cx, query),
  query: (cx, { query }) => statisticPage(cx, query),
  queryUid: async (cx, { query }) => (await days(cx, { startDate: query.uid, endDate: query.uid }))[0]!,
  export: async (cx, { query }) => exported('Statistic', dayColumns, await days(cx, query), cx.now) as never,
}

const dayColumns = ['date', 'created', 'closed', 'solved', 'averageFirstResponseSeconds'] as const

const desk = async (cx: Cx): Promise<WireSettings> => settingsOf(await getHelpdesk(cx))

async function settingsPage(cx: Cx, query: Input<V1['settings']['query']>['query']) {
  const window = windowOf(query)
  return springPage(window.number === 0 ? [await desk(cx)] : [], 1, window)
}

async function change(
  cx: Cx,
  { name, timeZone }: { name?: string; timeZone?: string },
): Promise<WireSettings> {
  if (name === undefined && timeZone === undefined) return desk(cx)
  return settingsOf(await updateHelpdesk(cx, { name, timeZone }))
}

function requireOwnDesk(cx: Cx, uid: string): void {
  if (uid !== cx.helpdeskId) throw new AppError('helpdesk_not_found')
}

export const simpleSettings: Handlers<typeof accessToken.settings> = {
  get: desk,
  update: (cx, { body }) => change(cx, body),
}

export const settings: Handlers<V1['settings']> = {
  queryOrg: (cx, { query }) => settingsPage(cx, query),
  query: (cx, { query }) => settingsPage(cx, query),
  queryUid: async (cx, { query }) => {
    requireOwnDesk(cx, query.uid)
    return desk(cx)
  },
  update: async (cx, { body }) => {
    requireOwnDesk(cx, body.uid)
    return change(cx, body)
  },
  export: async (cx) => exported('Settings', ['uid', 'name', 'timeZone'], [await desk(cx)], cx.now) as never,
}
