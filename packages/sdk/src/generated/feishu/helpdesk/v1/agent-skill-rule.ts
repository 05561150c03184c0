// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { Reply } from '../../../../reply.ts'
import type { SkillRule } from '../../models.ts'

const endpoints = {
  list: {
    method: 'GET',
    path: '/open-apis/helpdesk/v1/agent_skill_rules',
    tokens: ['tenant'],
    helpdesk: true,
  },
} satisfies Record<string, Endpoint>

export class AgentSkillRuleResource extends Resource {
  /**
   * List the conditions a skill can use.
   *
   * `GET /open-apis/helpdesk/v1/agent_skill_rules`
   * Token: tenant. Help desk credential. Scope: `helpdesk:all:readonly`.
   */
  list(
    payload?: Record<string, never>,
    options?: RequestOptions,
  ): ApiPromise<Reply<AgentSkillRuleListResponse>> {
    return this.caller.call(endpoints.list, payload, options)
  }
}

export interface AgentSkillRuleListResponse {
  /** conditions this desk offers */
  rules?: SkillRule[]
}
