// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { Reply } from '../../../../reply.ts'
import type { AgentSchedule, NewAgentSchedule } from '../../models.ts'

const endpoints = {
  create: {
    method: 'POST',
    path: '/open-apis/helpdesk/v1/agent_schedules',
    tokens: ['user'],
    helpdesk: true,
  },
  list: {
    method: 'GET',
    path: '/open-apis/helpdesk/v1/agent_schedules',
    tokens: ['tenant'],
    helpdesk: true,
  },
} satisfies Record<string, Endpoint>

export class AgentScheduleResource extends Resource {
  /**
   * Add agents with their schedules.
   *
   * `POST /open-apis/helpdesk/v1/agent_schedules`
   * Token: user. Help desk credential. Scope: `helpdesk:all`.
   */
  create(
    payload: AgentScheduleCreatePayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<AgentScheduleCreateResponse>> {
    return this.caller.call(endpoints.create, payload, options)
  }

  /**
   * List all agents' schedules.
   *
   * `GET /open-apis/helpdesk/v1/agent_schedules`
   * Token: tenant. Help desk credential. Scope: `helpdesk:all:readonly`.
   */
  list(
    payload: AgentScheduleListPayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<AgentScheduleListResponse>> {
    return this.caller.call(endpoints.list, payload, options)
  }
}

export interface AgentScheduleCreatePayload {
  data: {
    /** people of the organisation who serve on the desk from now on */
    agent_schedules: NewAgentSchedule[]
  }
}

export type AgentScheduleCreateResponse = object

export interface AgentScheduleListPayload {
  params: {
    /** agents with one of these; repeatable: 1 online, 2 offline, 3 off duty, 4 removed */
    status: number[]
  }
}

export interface AgentScheduleListResponse {
  /** agents with schedules */
  agent_schedules?: AgentSchedule[]
}
