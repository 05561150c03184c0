import type { feishu } from '@pipit/contract'
import { openTicketImage } from '../../domain/message-resources.ts'
import type { Handler } from '../handlers.ts'
import { binaryOf } from './im-resource.ts'

export const ticketImage: Handler<typeof feishu.helpdesk.v1.ticket.ticketImage> = async (cx, { query }) =>
  binaryOf(await openTicketImage(cx, query.ticket_id, query.msg_id, query.index))
