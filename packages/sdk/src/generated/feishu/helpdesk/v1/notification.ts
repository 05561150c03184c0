// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { Reply } from '../../../../reply.ts'
import type { Notification, NotificationUser } from '../../models.ts'

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
    payload: NotificationCreatePayload,
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
    /** push task ID; at most 64 characters */
    notification_id: string
  }
}

export type NotificationCancelApproveResponse = object

export interface NotificationCancelSendPayload {
  path: {
    /** push task ID; at most 64 characters */
    notification_id: string
  }
  data: {
    /** also take back what was sent */
    is_recall: boolean
  }
}

export type NotificationCancelSendResponse = object

export interface NotificationCreatePayload {
  params?: {
    /** type of user IDs in this call; default open_id */
    user_id_type?: 'open_id' | 'union_id' | 'user_id'
  }
  data: {
    /** push task ID */
    id?: string
    /** task name; at most 200 characters */
    job_name: string
    /**
     * 1 draft, 2 awaiting approval, 3 rejected, 4 approved, 5 scheduled, 6 sending, 7 sent, 8 canceled, 9
     * onboarding under way
     */
    status?: number
    create_user?: NotificationUser
    /** ms timestamp as string */
    created_at?: string
    update_user?: NotificationUser
    /** ms timestamp as string */
    updated_at?: string
    /** people it is for; as they are now while it is not being sent yet */
    target_user_count?: number
    /** people it was sent to */
    sent_user_count?: number
    /** people who have read it */
    read_user_count?: number
    /** planned time, ms timestamp as string; execute_send decides */
    send_at?: string
    /** the card as a JSON string, at most 30 KB; at most 30720 characters */
    push_content: string
    /** 0 sent once at a time, 1 sent to each new colleague */
    push_type: 0 | 1
    /**
     * 0 everyone, 1 nobody (chat_list only), 2 user_list and department_list, 3 new staff (with push_type 1)
     */
    push_scope_type: 0 | 1 | 2 | 3
    /** 0 all new staff (default), 1 of the listed departments */
    new_staff_scope_type?: 0 | 1
    /** departments for new_staff_scope_type 1, with all below */
    new_staff_scope_department_list?: {
      /** open_department_id or department_id; 0 is the whole organisation; at most 128 characters */
      department_id: string
      /** ignored */
      name?: string
    }[]
    /** people for push_scope_type 2 */
    user_list?: {
      /** ID of type user_id_type; at most 128 characters */
      user_id: string
      /** ignored */
      name?: string
    }[]
    /** departments for push_scope_type 2, with all below */
    department_list?: {
      /** open_department_id or department_id; 0 is the whole organisation; at most 128 characters */
      department_id: string
      /** ignored */
      name?: string
    }[]
    /** chats of guests with this help desk */
    chat_list?: {
      /** chat open ID (oc_...); at most 128 characters */
      chat_id: string
      /** ignored */
      name?: string
    }[]
    /** kept as it is given; at most 10000 characters */
    ext?: string
  }
}

export interface NotificationCreateResponse {
  /** push task ID */
  notification_id?: string
  /**
   * 1 draft, 2 awaiting approval, 3 rejected, 4 approved, 5 scheduled, 6 sending, 7 sent, 8 canceled, 9
   * onboarding under way
   */
  status?: number
}

export interface NotificationExecuteSendPayload {
  path: {
    /** push task ID; at most 64 characters */
    notification_id: string
  }
  data: {
    /** ms timestamp as string; in the past means at once, at most a year ahead */
    send_at: string
  }
}

export type NotificationExecuteSendResponse = object

export interface NotificationGetPayload {
  path: {
    /** push task ID; at most 64 characters */
    notification_id: string
  }
  params?: {
    /** type of user IDs in this call; default open_id */
    user_id_type?: 'open_id' | 'union_id' | 'user_id'
  }
}

export interface NotificationGetResponse {
  notification?: Notification
  /** the page where it is approved */
  approval_app_link?: string
}

export interface NotificationPatchPayload {
  path: {
    /** push task ID; at most 64 characters */
    notification_id: string
  }
  params?: {
    /** type of user IDs in this call; default open_id */
    user_id_type?: 'open_id' | 'union_id' | 'user_id'
  }
  data?: {
    /** push task ID */
    id?: string
    /** task name; at most 200 characters */
    job_name?: string
    /**
     * 1 draft, 2 awaiting approval, 3 rejected, 4 approved, 5 scheduled, 6 sending, 7 sent, 8 canceled, 9
     * onboarding under way
     */
    status?: number
    create_user?: NotificationUser
    /** ms timestamp as string */
    created_at?: string
    update_user?: NotificationUser
    /** ms timestamp as string */
    updated_at?: string
    /** people it is for; as they are now while it is not being sent yet */
    target_user_count?: number
    /** people it was sent to */
    sent_user_count?: number
    /** people who have read it */
    read_user_count?: number
    /** planned time, ms timestamp as string; execute_send decides */
    send_at?: string
    /** the card as a JSON string, at most 30 KB; at most 30720 characters */
    push_content?: string
    /** 0 sent once at a time, 1 sent to each new colleague */
    push_type?: 0 | 1
    /**
     * 0 everyone, 1 nobody (chat_list only), 2 user_list and department_list, 3 new staff (with push_type 1)
     */
    push_scope_type?: 0 | 1 | 2 | 3
    /** 0 all new staff (default), 1 of the listed departments */
    new_staff_scope_type?: 0 | 1
    /** departments for new_staff_scope_type 1, with all below */
    new_staff_scope_department_list?: {
      /** open_department_id or department_id; 0 is the whole organisation; at most 128 characters */
      department_id: string
      /** ignored */
      name?: string
    }[]
    /** people for push_scope_type 2 */
    user_list?: {
      /** ID of type user_id_type; at most 128 characters */
      user_id: string
      /** ignored */
      name?: string
    }[]
    /** departments for push_scope_type 2, with all below */
    department_list?: {
      /** open_department_id or department_id; 0 is the whole organisation; at most 128 characters */
      department_id: string
      /** ignored */
      name?: string
    }[]
    /** chats of guests with this help desk */
    chat_list?: {
      /** chat open ID (oc_...); at most 128 characters */
      chat_id: string
      /** ignored */
      name?: string
    }[]
    /** kept as it is given; at most 10000 characters */
    ext?: string
  }
}

export type NotificationPatchResponse = object

export interface NotificationPreviewPayload {
  path: {
    /** push task ID; at most 64 characters */
    notification_id: string
  }
}

export type NotificationPreviewResponse = object

export interface NotificationSubmitApprovePayload {
  path: {
    /** push task ID; at most 64 characters */
    notification_id: string
  }
  data: {
    /** why it should be sent; at most 2000 characters */
    reason: string
  }
}

export interface NotificationSubmitApproveResponse {
  /** whether the caller may have pushes approved; false means that nothing was submitted */
  has_access?: boolean
}
