import type { feishu } from '@pipit/contract'
import { answerQuery } from '../../domain/bot-answers.ts'
import type { Handlers } from '../handlers.ts'

export const answerUserQuery: Handlers<typeof feishu.helpdesk.v1.ticket>['answerUserQuery'] = async (
  cx,
  { params, body },
) => {
  await answerQuery(cx, params.ticket_id, body.event_id, body.faqs ?? [])
  return {}
}
