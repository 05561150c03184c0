// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { Reply } from '../../../../reply.ts'
import type { Notification } from '../../models.ts'

const endpoints = {
  cancelApprove: {
    method: 'POST',
    path: '/open-apis/helpdesk/v1/notifications/:notification_id/cancel_approve',
    tokens: ['user'],
    helpdesk: true,
  },
  cancelSend: {
    method: 'POST',
    path: '/open-apis/helpdesk/v1/notifications/:notification_id/cancel_send',
    tokens: ['user'],
    helpdesk: true,
  },
  create: {
    method: 'POST',
    path: '/open-apis/helpdesk/v1/notifications',
    tokens: ['user'],
    helpdesk: true,
  },
  executeSend: {
    method: 'POST',
    path: '/open-apis/helpdesk/v1/notifications/:notification_id/execute_send',
    tokens: ['user'],
    helpdesk: true,
  },
  get: {
    method: 'GET',
    path: '/open-apis/helpdesk/v1/notifications/:notification_id',
    tokens: ['user'],
    helpdesk: true,
  },
  patch: {
    method: 'PATCH',
    path: '/open-apis/helpdesk/v1/notifications/:notification_id',
    tokens: ['user'],
    helpdesk: true,
  },
  preview: {
    method: 'POST',
    path: '/open-apis/helpdesk/v1/notifications/:notification_id/preview',
    tokens: ['user'],
    helpdesk: true,
  },
  submitApprove: {
    method: 'POST',
    path: '/open-apis/helpdesk/v1/notifications/:notification_id/submit_approve',
    tokens: ['user'],
    helpdesk: true,
  },
} satisfies Record<string, Endpoint>

export class NotificationResource extends Resource {
  /**
   * Withdraw a push from approval.
   *
   * `POST /open-apis/helpdesk/v1/notifications/:notification_id/cancel_approve`
   * Token: user. Help desk credential. Scope: `helpdesk:all`. At most 10 a minute.
   */
  cancelApprove(
    payload: NotificationCancelApprovePayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<NotificationCancelApproveResponse>> {
    return this.caller.call(endpoints.cancelApprove, payload, options)
  }

  /**
   * Cancel a push.
   *
   * `POST /open-apis/helpdesk/v1/notifications/:notification_id/cancel_send`
   * Token: user. Help desk credential. Scope: `helpdesk:all`.
   */
  cancelSend(
    payload: NotificationCancelSendPayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<NotificationCancelSendResponse>> {
    return this.caller.call(endpoints.cancelSend, payload, options)
  }

  /**
   * Draft a push.
   *
   * `POST /open-apis/helpdesk/v1/notifications`
   * Token: user. Help desk credential. Scope: `helpdesk:all`. At most 10 a minute.
   */
  create(
    payload?: NotificationCreatePayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<NotificationCreateResponse>> {
    return this.caller.call(endpoints.create, payload, options)
  }

  /**
   * Send an approved push.
   *
   * `POST /open-apis/helpdesk/v1/notifications/:notification_id/execute_send`
   * Token: user. Help desk credential. Scope: `helpdesk:all`. At most 10 a minute.
   */
  executeSend(
    payload: NotificationExecuteSendPayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<NotificationExecuteSendResponse>> {
    return this.caller.call(endpoints.executeSend, payload, options)
  }

  /**
   * Get a push.
   *
   * `GET /open-apis/helpdesk/v1/notifications/:notification_id`
   * Token: user. Help desk credential. Scope: `helpdesk:all:readonly`. At most 100 a minute.
   */
  get(payload: NotificationGetPayload, options?: RequestOptions): ApiPromise<Reply<NotificationGetResponse>> {
    return this.caller.call(endpoints.get, payload, options)
  }

  /**
   * Change a push draft.
   *
   * `PATCH /open-apis/helpdesk/v1/notifications/:notification_id`
   * Token: user. Help desk credential. Scope: `helpdesk:all`. At most 20 a minute.
   */
  patch(
    payload: NotificationPatchPayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<NotificationPatchResponse>> {
    return this.caller.call(endpoints.patch, payload, options)
  }

  /**
   * Preview a push: send it to its author only.
   *
   * `POST /open-apis/helpdesk/v1/notifications/:notification_id/preview`
   * Token: user. Help desk credential. Scope: `helpdesk:all:readonly`. At most 20 a minute.
   */
  preview(
    payload: NotificationPreviewPayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<NotificationPreviewResponse>> {
    return this.caller.call(endpoints.preview, payload, options)
  }

  /**
   * Submit a push for approval.
   *
   * `POST /open-apis/helpdesk/v1/notifications/:notification_id/submit_approve`
   * Token: user. Help desk credential. Scope: `helpdesk:all`. At most 10 a minute.
   */
  submitApprove(
    payload: NotificationSubmitApprovePayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<NotificationSubmitApproveResponse>> {
    return this.caller.call(endpoints.submitApprove, payload, options)
  }
}

export interface NotificationCancelApprovePayload {
  path: {
    /** push task ID */
    notification_id: string
  }
}

export type NotificationCancelApproveResponse = object

export interface NotificationCancelSendPayload {
  path: {
    /** push task ID */
    notification_id: string
  }
  data: {
    /** recall already sent messages */
    is_recall: boolean
  }
}

export type NotificationCancelSendResponse = object

export interface NotificationCreatePayload {
  params?: {
    /** type of user IDs in this call; default open_id */
    user_id_type?: 'open_id' | 'union_id' | 'user_id'
  }
  data?: Notification
}

export interface NotificationCreateResponse {
  /** push task ID */
  notification_id?: string
  /** task status (value list not published) */
  status?: number
}

export interface NotificationExecuteSendPayload {
  path: {
    /** push task ID */
    notification_id: string
  }
  data: {
    /** ms timestamp as string */
    send_at: string
  }
}

export type NotificationExecuteSendResponse = object

export interface NotificationGetPayload {
  path: {
    /** push task ID */
    notification_id: string
  }
  params?: {
    /** type of user IDs in this call; default open_id */
    user_id_type?: 'open_id' | 'union_id' | 'user_id'
  }
}

export interface NotificationGetResponse {
  notification?: Notification
  /** approval link */
  approval_app_link?: string
}

export interface NotificationPatchPayload {
  path: {
    /** push task ID */
    notification_id: string
  }
  params?: {
    /** type of user IDs in this call; default open_id */
    user_id_type?: 'open_id' | 'union_id' | 'user_id'
  }
  data?: Notification
}

export type NotificationPatchResponse = object

export interface NotificationPreviewPayload {
  path: {
    /** push task ID */
    notification_id: string
  }
}

export type NotificationPreviewResponse = object

export interface NotificationSubmitApprovePayload {
  path: {
    /** push task ID */
    notification_id: string
  }
  data: {
    /** approval reason */
    reason: string
  }
}

export interface NotificationSubmitApproveResponse {
  /** whether the caller may create/manage the approval */
  has_access?: boolean
}
