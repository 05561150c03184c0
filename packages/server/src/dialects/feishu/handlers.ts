import type { feishu } from '@pipit/contract'
import type { Handlers } from '../handlers.ts'
import { agent, agentSchedule, agentSchedules } from './agent.ts'
import { agentSkill, agentSkillRule } from './agent-skill.ts'
import { answerUserQuery } from './answer-user-query.ts'
import { appAccessToken, appTicket, tenantAccessToken } from './auth.ts'
import {
  accessToken,
  authorize,
  oauth,
  oauthV3,
  oidcAccessToken,
  oidcRefreshAccessToken,
  refreshAccessToken,
  userInfo,
} from './authen.ts'
import { category } from './category.ts'
import { user } from './contact.ts'
import { document } from './docx.ts'
import { event } from './event.ts'
import { faq } from './faq.ts'
import { botMessage } from './bot-message.ts'
import { message } from './im-message.ts'
import { file, image, messageResource } from './im-resource.ts'
import { notification } from './notification.ts'
import { ticketCustomizedField } from './ticket-customized-field.ts'
import { ticketImage } from './ticket-image.ts'
import { ticketMessage } from './ticket-message.ts'
import { ticket } from './ticket.ts'

/** Every endpoint of the Open Platform face that is served. */
export const feishuHandlers: Omit<Handlers<typeof feishu>, 'ws'> = {
  im: { v1: { message, image, file, messageResource } },
  contact: { v3: { user } },
  docx: { v1: { document } },
  auth: { v3: { appAccessToken, tenantAccessToken, appTicket } },
  authen: {
    v1: { authorize, accessToken, refreshAccessToken, oidcAccessToken, oidcRefreshAccessToken, userInfo },
    v2: { oauth },
  },
  oauth: { v3: oauthV3 },
  helpdesk: {
    v1: {
      agent,
      agentSchedule,
      agentSchedules,
      agentSkill,
      agentSkillRule,
      botMessage,
      category,
      event,
      faq,
      notification,
      ticket: { ...ticket, answerUserQuery, ticketImage },
      ticketCustomizedField,
      ticketMessage,
    },
  },
}
