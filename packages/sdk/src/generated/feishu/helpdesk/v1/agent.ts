// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { Reply } from '../../../../reply.ts'

const endpoints = {
  agentEmail: {
    method: 'GET',
    path: '/open-apis/helpdesk/v1/agent_emails',
    tokens: ['tenant'],
    helpdesk: true,
  },
  patch: {
    method: 'PATCH',
    path: '/open-apis/helpdesk/v1/agents/:agent_id',
    tokens: ['user'],
    helpdesk: true,
  },
} satisfies Record<string, Endpoint>

export class AgentResource extends Resource {
  /**
   * List the mail addresses of the desk's agents.
   *
   * `GET /open-apis/helpdesk/v1/agent_emails`
   * Token: tenant. Help desk credential. Scope: `helpdesk:all:readonly`.
   */
  agentEmail(
    payload?: Record<string, never>,
    options?: RequestOptions,
  ): ApiPromise<Reply<AgentAgentEmailResponse>> {
    return this.caller.call(endpoints.agentEmail, payload, options)
  }

  /**
   * Set an agent online or offline.
   *
   * `PATCH /open-apis/helpdesk/v1/agents/:agent_id`
   * Token: user. Help desk credential. Scope: `helpdesk:all`. At most 100 a minute.
   */
  patch(payload: AgentPatchPayload, options?: RequestOptions): ApiPromise<Reply<AgentPatchResponse>> {
    return this.caller.call(endpoints.patch, payload, options)
  }
}

export interface AgentAgentEmailResponse {
  /** JSON text: an object from open_id to mail address */
  agents?: string
}

export interface AgentPatchPayload {
  path: {
    /** open_id of the agent; at most 64 characters */
    agent_id: string
  }
  data: {
    /** 1 online, 2 offline; 1 to 2 */
    status: number
  }
}

export type AgentPatchResponse = object
