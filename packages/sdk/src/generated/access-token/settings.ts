// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../api-promise.ts'
import { Resource } from '../../caller.ts'
import type { Endpoint } from '../../endpoint.ts'
import type { RequestOptions } from '../../options.ts'
import type { Settings, SettingsChange } from './models.ts'

const endpoints = {
  get: {
    method: 'GET',
    path: '/api/settings/helpdesk',
    tokens: ['access'],
    envelope: 'bare',
  },
  update: {
    method: 'PUT',
    path: '/api/settings/helpdesk',
    tokens: ['access'],
    envelope: 'bare',
  },
} satisfies Record<string, Endpoint>

export class SettingsResource extends Resource {
  /**
   * Get the settings of the desk.
   *
   * `GET /api/settings/helpdesk`
   * Token: access. Scope: `api:read`.
   */
  get(payload?: Record<string, never>, options?: RequestOptions): ApiPromise<SettingsGetResponse> {
    return this.caller.call(endpoints.get, payload, options)
  }

  /**
   * Change the settings of the desk.
   *
   * `PUT /api/settings/helpdesk`
   * Token: access. Scope: `api:write`.
   */
  update(payload?: SettingsUpdatePayload, options?: RequestOptions): ApiPromise<SettingsUpdateResponse> {
    return this.caller.call(endpoints.update, payload, options)
  }
}

export type SettingsGetResponse = Settings

export interface SettingsUpdatePayload {
  data?: SettingsChange
}

export type SettingsUpdateResponse = Settings
