import { console as api, type Output } from '@pipit/contract'
import type { QueryClient } from '@tanstack/react-query'
import { query } from '../../../api/query.ts'

export type Team = Output<typeof api.team.get>
export type TeamAgent = Team['agents'][number]
export type TeamSkill = Team['skills'][number]
export type SkillCondition = TeamSkill['conditions'][number]
export type Shift = TeamAgent['schedule'][number]
export type ConditionOption = Output<typeof api.team.conditions>['items'][number]

export const teamQuery = { ...query(api.team.get, {}), staleTime: 0 }
export const conditionsQuery = query(api.team.conditions, {})

/** Who serves is shown in other places too. */
export const refreshTeam = (client: QueryClient) =>
  Promise.all([
    client.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[0]).startsWith(api.team.get.path),
    }),
    client.invalidateQueries({ queryKey: [api.routing.agents.path] }),
  ])
