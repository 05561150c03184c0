import type { console as contract, Output } from '@pipit/contract'
import { type AgentResult, deskOverview } from '../../domain/overview.ts'
import type { DayStatistic } from '../../domain/statistics.ts'
import type { Handlers } from '../handlers.ts'
import { personOf } from './wire.ts'

type Contract = typeof contract.overview

const average = (ms: number, n: number): number | undefined => (n === 0 ? undefined : ms / n / 1000)

const agentOf = (result: AgentResult): Output<Contract['get']>['agents'][number] => ({
  agent: personOf(result.person),
  presence: result.presence,
  open: result.open,
  closed: result.closed,
  first_response_seconds: average(result.firstResponseMs, result.firstResponses),
  ratings: result.ratings,
})

const dayOf = (day: DayStatistic): Output<Contract['get']>['days'][number] => ({
  date: day.date,
  created: day.created,
  closed: day.closed,
  first_response_seconds: average(day.firstResponseMs, day.firstResponses),
})

export const overview: Handlers<Contract> = {
  get: async (cx, { query }) => {
    const desk = await deskOverview(cx, query.days ?? 7)
    return {
      open: desk.open,
      unassigned: desk.unassigned,
      queueing: desk.queueing,
      longest_waiting_since: desk.longestWaitingSince,
      agents_online: desk.agentsOnline,
      agents: desk.agents.map(agentOf),
      days: desk.days.map(dayOf),
      first_response_seconds: average(
        desk.days.reduce((ms, day) => ms + day.firstResponseMs, 0),
        desk.days.reduce((n, day) => n + day.firstResponses, 0),
      ),
      ratings: desk.ratings,
      closed: desk.closed,
      closed_by_bot: desk.closedByBot,
    }
  },
}
