// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { Reply } from '../../../../reply.ts'
import type { Skill, SkillChange, SkillRuleInput } from '../../models.ts'

const endpoints = {
  create: {
    method: 'POST',
    path: '/open-apis/helpdesk/v1/agent_skills',
    tokens: ['user'],
    helpdesk: true,
  },
  delete: {
    method: 'DELETE',
    path: '/open-apis/helpdesk/v1/agent_skills/:agent_skill_id',
    tokens: ['user'],
    helpdesk: true,
  },
  get: {
    method: 'GET',
    path: '/open-apis/helpdesk/v1/agent_skills/:agent_skill_id',
    tokens: ['tenant'],
    helpdesk: true,
  },
  list: {
    method: 'GET',
    path: '/open-apis/helpdesk/v1/agent_skills',
    tokens: ['tenant'],
    helpdesk: true,
  },
  patch: {
    method: 'PATCH',
    path: '/open-apis/helpdesk/v1/agent_skills/:agent_skill_id',
    tokens: ['user'],
    helpdesk: true,
  },
} satisfies Record<string, Endpoint>

export class AgentSkillResource extends Resource {
  /**
   * Create a skill.
   *
   * `POST /open-apis/helpdesk/v1/agent_skills`
   * Token: user. Help desk credential. Scope: `helpdesk:all`.
   */
  create(
    payload: AgentSkillCreatePayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<AgentSkillCreateResponse>> {
    return this.caller.call(endpoints.create, payload, options)
  }

  /**
   * Delete a skill.
   *
   * `DELETE /open-apis/helpdesk/v1/agent_skills/:agent_skill_id`
   * Token: user. Help desk credential. Scope: `helpdesk:all`.
   */
  delete(
    payload: AgentSkillDeletePayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<AgentSkillDeleteResponse>> {
    return this.caller.call(endpoints.delete, payload, options)
  }

  /**
   * Get a skill.
   *
   * `GET /open-apis/helpdesk/v1/agent_skills/:agent_skill_id`
   * Token: tenant. Help desk credential. Scope: `helpdesk:all:readonly`.
   */
  get(payload: AgentSkillGetPayload, options?: RequestOptions): ApiPromise<Reply<AgentSkillGetResponse>> {
    return this.caller.call(endpoints.get, payload, options)
  }

  /**
   * List skills.
   *
   * `GET /open-apis/helpdesk/v1/agent_skills`
   * Token: tenant. Help desk credential. Scope: `helpdesk:all:readonly`.
   */
  list(payload?: Record<string, never>, options?: RequestOptions): ApiPromise<Reply<AgentSkillListResponse>> {
    return this.caller.call(endpoints.list, payload, options)
  }

  /**
   * Change a skill.
   *
   * `PATCH /open-apis/helpdesk/v1/agent_skills/:agent_skill_id`
   * Token: user. Help desk credential. Scope: `helpdesk:all`.
   */
  patch(
    payload: AgentSkillPatchPayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<AgentSkillPatchResponse>> {
    return this.caller.call(endpoints.patch, payload, options)
  }
}

export interface AgentSkillCreatePayload {
  data: {
    /** display name; at most 100 characters */
    name: string
    /** conditions; a ticket asks for the skill when all of them hold */
    rules?: SkillRuleInput[]
    /** open_ids of the agents having the skill */
    agent_ids?: string[]
  }
}

export interface AgentSkillCreateResponse {
  /** skill ID */
  agent_skill_id?: string
}

export interface AgentSkillDeletePayload {
  path: {
    /** skill ID; at most 64 characters */
    agent_skill_id: string
  }
}

export type AgentSkillDeleteResponse = object

export interface AgentSkillGetPayload {
  path: {
    /** skill ID; at most 64 characters */
    agent_skill_id: string
  }
}

export interface AgentSkillGetResponse {
  agent_skill?: Skill
}

export interface AgentSkillListResponse {
  /** skills, the default one first */
  agent_skills?: Skill[]
}

export interface AgentSkillPatchPayload {
  path: {
    /** skill ID; at most 64 characters */
    agent_skill_id: string
  }
  data: {
    agent_skill: SkillChange
  }
}

export type AgentSkillPatchResponse = object
