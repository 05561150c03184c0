// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import { Resource, type Caller } from '../../caller.ts'
import { AccessTokenResource } from './authen/v1/access-token.ts'
import { AgentResource } from './helpdesk/v1/agent.ts'
import { AgentScheduleResource } from './helpdesk/v1/agent-schedule.ts'
import { AgentSchedulesResource } from './helpdesk/v1/agent-schedules.ts'
import { AgentSkillResource } from './helpdesk/v1/agent-skill.ts'
import { AgentSkillRuleResource } from './helpdesk/v1/agent-skill-rule.ts'
import { AppAccessTokenResource } from './auth/v3/app-access-token.ts'
import { AppTicketResource } from './auth/v3/app-ticket.ts'
import { AuthorizeResource } from './authen/v1/authorize.ts'
import { BotMessageResource } from './helpdesk/v1/bot-message.ts'
import { CategoryResource } from './helpdesk/v1/category.ts'
import { DocumentResource } from './docx/v1/document.ts'
import { EventResource } from './helpdesk/v1/event.ts'
import { FaqResource } from './helpdesk/v1/faq.ts'
import { FileResource } from './im/v1/file.ts'
import { ImageResource } from './im/v1/image.ts'
import { MessageResource } from './im/v1/message.ts'
import { MessageResourceResource } from './im/v1/message-resource.ts'
import { NotificationResource } from './helpdesk/v1/notification.ts'
import { OauthResource } from './authen/v2/oauth.ts'
import { OauthV3Resource } from './oauth/v3.ts'
import { OidcAccessTokenResource } from './authen/v1/oidc-access-token.ts'
import { OidcRefreshAccessTokenResource } from './authen/v1/oidc-refresh-access-token.ts'
import { RefreshAccessTokenResource } from './authen/v1/refresh-access-token.ts'
import { TenantAccessTokenResource } from './auth/v3/tenant-access-token.ts'
import { TicketCustomizedFieldResource } from './helpdesk/v1/ticket-customized-field.ts'
import { TicketMessageResource } from './helpdesk/v1/ticket-message.ts'
import { TicketResource } from './helpdesk/v1/ticket.ts'
import { UserInfoResource } from './authen/v1/user-info.ts'
import { UserResource } from './contact/v3/user.ts'
import { WsResource } from './ws.ts'

export type * from './models.ts'
export type * from './auth/v3/app-access-token.ts'
export type * from './auth/v3/app-ticket.ts'
export type * from './auth/v3/tenant-access-token.ts'
export type * from './authen/v1/access-token.ts'
export type * from './authen/v1/authorize.ts'
export type * from './authen/v1/oidc-access-token.ts'
export type * from './authen/v1/oidc-refresh-access-token.ts'
export type * from './authen/v1/refresh-access-token.ts'
export type * from './authen/v1/user-info.ts'
export type * from './authen/v2/oauth.ts'
export type * from './contact/v3/user.ts'
export type * from './docx/v1/document.ts'
export type * from './helpdesk/v1/agent-schedule.ts'
export type * from './helpdesk/v1/agent-schedules.ts'
export type * from './helpdesk/v1/agent-skill-rule.ts'
export type * from './helpdesk/v1/agent-skill.ts'
export type * from './helpdesk/v1/agent.ts'
export type * from './helpdesk/v1/bot-message.ts'
export type * from './helpdesk/v1/category.ts'
export type * from './helpdesk/v1/event.ts'
export type * from './helpdesk/v1/faq.ts'
export type * from './helpdesk/v1/notification.ts'
export type * from './helpdesk/v1/ticket-customized-field.ts'
export type * from './helpdesk/v1/ticket-message.ts'
export type * from './helpdesk/v1/ticket.ts'
export type * from './im/v1/file.ts'
export type * from './im/v1/image.ts'
export type * from './im/v1/message-resource.ts'
export type * from './im/v1/message.ts'
export type * from './oauth/v3.ts'
export type * from './ws.ts'

export class AuthV3Group extends Resource {
  readonly appAccessToken: AppAccessTokenResource
  readonly tenantAccessToken: TenantAccessTokenResource
  readonly appTicket: AppTicketResource

  constructor(caller: Caller) {
    super(caller)
    this.appAccessToken = new AppAccessTokenResource(caller)
    this.tenantAccessToken = new TenantAccessTokenResource(caller)
    this.appTicket = new AppTicketResource(caller)
  }
}

export class AuthGroup extends Resource {
  readonly v3: AuthV3Group

  constructor(caller: Caller) {
    super(caller)
    this.v3 = new AuthV3Group(caller)
  }

  /** The same as `v3.appAccessToken`. */
  get appAccessToken(): AppAccessTokenResource {
    return this.v3.appAccessToken
  }

  /** The same as `v3.tenantAccessToken`. */
  get tenantAccessToken(): TenantAccessTokenResource {
    return this.v3.tenantAccessToken
  }

  /** The same as `v3.appTicket`. */
  get appTicket(): AppTicketResource {
    return this.v3.appTicket
  }
}

export class AuthenV1Group extends Resource {
  readonly authorize: AuthorizeResource
  readonly accessToken: AccessTokenResource
  readonly refreshAccessToken: RefreshAccessTokenResource
  readonly oidcAccessToken: OidcAccessTokenResource
  readonly oidcRefreshAccessToken: OidcRefreshAccessTokenResource
  readonly userInfo: UserInfoResource

  constructor(caller: Caller) {
    super(caller)
    this.authorize = new AuthorizeResource(caller)
    this.accessToken = new AccessTokenResource(caller)
    this.refreshAccessToken = new RefreshAccessTokenResource(caller)
    this.oidcAccessToken = new OidcAccessTokenResource(caller)
    this.oidcRefreshAccessToken = new OidcRefreshAccessTokenResource(caller)
    this.userInfo = new UserInfoResource(caller)
  }
}

export class AuthenV2Group extends Resource {
  readonly oauth: OauthResource

  constructor(caller: Caller) {
    super(caller)
    this.oauth = new OauthResource(caller)
  }
}

export class AuthenGroup extends Resource {
  readonly v1: AuthenV1Group
  readonly v2: AuthenV2Group

  constructor(caller: Caller) {
    super(caller)
    this.v1 = new AuthenV1Group(caller)
    this.v2 = new AuthenV2Group(caller)
  }

  /** The same as `v1.authorize`. */
  get authorize(): AuthorizeResource {
    return this.v1.authorize
  }

  /** The same as `v1.accessToken`. */
  get accessToken(): AccessTokenResource {
    return this.v1.accessToken
  }

  /** The same as `v1.refreshAccessToken`. */
  get refreshAccessToken(): RefreshAccessTokenResource {
    return this.v1.refreshAccessToken
  }

  /** The same as `v1.oidcAccessToken`. */
  get oidcAccessToken(): OidcAccessTokenResource {
    return this.v1.oidcAccessToken
  }

  /** The same as `v1.oidcRefreshAccessToken`. */
  get oidcRefreshAccessToken(): OidcRefreshAccessTokenResource {
    return this.v1.oidcRefreshAccessToken
  }

  /** The same as `v1.userInfo`. */
  get userInfo(): UserInfoResource {
    return this.v1.userInfo
  }

  /** The same as `v2.oauth`. */
  get oauth(): OauthResource {
    return this.v2.oauth
  }
}

export class OauthGroup extends Resource {
  readonly v3: OauthV3Resource

  constructor(caller: Caller) {
    super(caller)
    this.v3 = new OauthV3Resource(caller)
  }
}

export class HelpdeskV1Group extends Resource {
  readonly agent: AgentResource
  readonly agentSchedule: AgentScheduleResource
  readonly agentSchedules: AgentSchedulesResource
  readonly agentSkill: AgentSkillResource
  readonly agentSkillRule: AgentSkillRuleResource
  readonly botMessage: BotMessageResource
  readonly category: CategoryResource
  readonly event: EventResource
  readonly faq: FaqResource
  readonly notification: NotificationResource
  readonly ticket: TicketResource
  readonly ticketCustomizedField: TicketCustomizedFieldResource
  readonly ticketMessage: TicketMessageResource

  constructor(caller: Caller) {
    super(caller)
    this.agent = new AgentResource(caller)
    this.agentSchedule = new AgentScheduleResource(caller)
    this.agentSchedules = new AgentSchedulesResource(caller)
    this.agentSkill = new AgentSkillResource(caller)
    this.agentSkillRule = new AgentSkillRuleResource(caller)
    this.botMessage = new BotMessageResource(caller)
    this.category = new CategoryResource(caller)
    this.event = new EventResource(caller)
    this.faq = new FaqResource(caller)
    this.notification = new NotificationResource(caller)
    this.ticket = new TicketResource(caller)
    this.ticketCustomizedField = new TicketCustomizedFieldResource(caller)
    this.ticketMessage = new TicketMessageResource(caller)
  }
}

export class HelpdeskGroup extends Resource {
  readonly v1: HelpdeskV1Group

  constructor(caller: Caller) {
    super(caller)
    this.v1 = new HelpdeskV1Group(caller)
  }

  /** The same as `v1.agent`. */
  get agent(): AgentResource {
    return this.v1.agent
  }

  /** The same as `v1.agentSchedule`. */
  get agentSchedule(): AgentScheduleResource {
    return this.v1.agentSchedule
  }

  /** The same as `v1.agentSchedules`. */
  get agentSchedules(): AgentSchedulesResource {
    return this.v1.agentSchedules
  }

  /** The same as `v1.agentSkill`. */
  get agentSkill(): AgentSkillResource {
    return this.v1.agentSkill
  }

  /** The same as `v1.agentSkillRule`. */
  get agentSkillRule(): AgentSkillRuleResource {
    return this.v1.agentSkillRule
  }

  /** The same as `v1.botMessage`. */
  get botMessage(): BotMessageResource {
    return this.v1.botMessage
  }

  /** The same as `v1.category`. */
  get category(): CategoryResource {
    return this.v1.category
  }

  /** The same as `v1.event`. */
  get event(): EventResource {
    return this.v1.event
  }

  /** The same as `v1.faq`. */
  get faq(): FaqResource {
    return this.v1.faq
  }

  /** The same as `v1.notification`. */
  get notification(): NotificationResource {
    return this.v1.notification
  }

  /** The same as `v1.ticket`. */
  get ticket(): TicketResource {
    return this.v1.ticket
  }

  /** The same as `v1.ticketCustomizedField`. */
  get ticketCustomizedField(): TicketCustomizedFieldResource {
    return this.v1.ticketCustomizedField
  }

  /** The same as `v1.ticketMessage`. */
  get ticketMessage(): TicketMessageResource {
    return this.v1.ticketMessage
  }
}

export class ImV1Group extends Resource {
  readonly message: MessageResource
  readonly image: ImageResource
  readonly file: FileResource
  readonly messageResource: MessageResourceResource

  constructor(caller: Caller) {
    super(caller)
    this.message = new MessageResource(caller)
    this.image = new ImageResource(caller)
    this.file = new FileResource(caller)
    this.messageResource = new MessageResourceResource(caller)
  }
}

export class ImGroup extends Resource {
  readonly v1: ImV1Group

  constructor(caller: Caller) {
    super(caller)
    this.v1 = new ImV1Group(caller)
  }

  /** The same as `v1.message`. */
  get message(): MessageResource {
    return this.v1.message
  }

  /** The same as `v1.image`. */
  get image(): ImageResource {
    return this.v1.image
  }

  /** The same as `v1.file`. */
  get file(): FileResource {
    return this.v1.file
  }

  /** The same as `v1.messageResource`. */
  get messageResource(): MessageResourceResource {
    return this.v1.messageResource
  }
}

export class ContactV3Group extends Resource {
  readonly user: UserResource

  constructor(caller: Caller) {
    super(caller)
    this.user = new UserResource(caller)
  }
}

export class ContactGroup extends Resource {
  readonly v3: ContactV3Group

  constructor(caller: Caller) {
    super(caller)
    this.v3 = new ContactV3Group(caller)
  }

  /** The same as `v3.user`. */
  get user(): UserResource {
    return this.v3.user
  }
}

export class DocxV1Group extends Resource {
  readonly document: DocumentResource

  constructor(caller: Caller) {
    super(caller)
    this.document = new DocumentResource(caller)
  }
}

export class DocxGroup extends Resource {
  readonly v1: DocxV1Group

  constructor(caller: Caller) {
    super(caller)
    this.v1 = new DocxV1Group(caller)
  }

  /** The same as `v1.document`. */
  get document(): DocumentResource {
    return this.v1.document
  }
}

export class Feishu extends Resource {
  readonly auth: AuthGroup
  readonly authen: AuthenGroup
  readonly oauth: OauthGroup
  readonly helpdesk: HelpdeskGroup
  readonly im: ImGroup
  readonly contact: ContactGroup
  readonly docx: DocxGroup
  readonly ws: WsResource

  constructor(caller: Caller) {
    super(caller)
    this.auth = new AuthGroup(caller)
    this.authen = new AuthenGroup(caller)
    this.oauth = new OauthGroup(caller)
    this.helpdesk = new HelpdeskGroup(caller)
    this.im = new ImGroup(caller)
    this.contact = new ContactGroup(caller)
    this.docx = new DocxGroup(caller)
    this.ws = new WsResource(caller)
  }
}
