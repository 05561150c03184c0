import type { feishu } from '@pipit/contract'
import type { SomeHandlers } from '../handlers.ts'
import { appAccessToken, tenantAccessToken } from './auth.ts'
import { user } from './contact.ts'
import { ticketMessage } from './ticket-message.ts'
import { ticket } from './ticket.ts'

/** Every endpoint of the Open Platform face that is served. */
export const feishuHandlers: SomeHandlers<typeof feishu> = {
  contact: { v3: { user } },
  auth: { v3: { appAccessToken, tenantAccessToken } },
  helpdesk: {
    v1: {
      ticket,
      ticketMessage,
    },
  },
}
