// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { Reply } from '../../../../reply.ts'
import type { AgentSchedule, AgentScheduleChange } from '../../models.ts'

const endpoints = {
  delete: {
    method: 'DELETE',
    path: '/open-apis/helpdesk/v1/agents/:agent_id/schedules',
    tokens: ['user'],
    helpdesk: true,
  },
  get: {
    method: 'GET',
    path: '/open-apis/helpdesk/v1/agents/:agent_id/schedules',
    tokens: ['tenant'],
    helpdesk: true,
  },
  patch: {
    method: 'PATCH',
    path: '/open-apis/helpdesk/v1/agents/:agent_id/schedules',
    tokens: ['user'],
    helpdesk: true,
  },
} satisfies Record<string, Endpoint>

export class AgentSchedulesResource extends Resource {
  /**
   * Remove an agent from the desk.
   *
   * `DELETE /open-apis/helpdesk/v1/agents/:agent_id/schedules`
   * Token: user. Help desk credential. Scope: `helpdesk:all`.
   */
  delete(
    payload: AgentSchedulesDeletePayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<AgentSchedulesDeleteResponse>> {
    return this.caller.call(endpoints.delete, payload, options)
  }

  /**
   * Get one agent's schedule.
   *
   * `GET /open-apis/helpdesk/v1/agents/:agent_id/schedules`
   * Token: tenant. Help desk credential. Scope: `helpdesk:all:readonly`.
   */
  get(
    payload: AgentSchedulesGetPayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<AgentSchedulesGetResponse>> {
    return this.caller.call(endpoints.get, payload, options)
  }

  /**
   * Change one agent's schedule.
   *
   * `PATCH /open-apis/helpdesk/v1/agents/:agent_id/schedules`
   * Token: user. Help desk credential. Scope: `helpdesk:all`.
   */
  patch(
    payload: AgentSchedulesPatchPayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<AgentSchedulesPatchResponse>> {
    return this.caller.call(endpoints.patch, payload, options)
  }
}

export interface AgentSchedulesDeletePayload {
  path: {
    /** open_id of the agent; at most 64 characters */
    agent_id: string
  }
}

export type AgentSchedulesDeleteResponse = object

export interface AgentSchedulesGetPayload {
  path: {
    /** open_id of the agent; at most 64 characters */
    agent_id: string
  }
}

export interface AgentSchedulesGetResponse {
  agent_schedule?: AgentSchedule
}

export interface AgentSchedulesPatchPayload {
  path: {
    /** open_id of the agent; at most 64 characters */
    agent_id: string
  }
  data: {
    agent_schedule: AgentScheduleChange
  }
}

export type AgentSchedulesPatchResponse = object
