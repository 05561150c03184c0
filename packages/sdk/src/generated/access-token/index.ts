// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import { Resource, type Caller } from '../../caller.ts'
import { AuthResource } from './auth.ts'
import { FaqResource } from './v1/faq.ts'
import { MessageResource } from './v1/message.ts'
import { MessagesResource } from './messages.ts'
import { SettingsResource } from './settings.ts'
import { StatisticResource } from './v1/statistic.ts'
import { StatisticsResource } from './statistics.ts'
import { TicketResource } from './v1/ticket.ts'
import { TicketsResource } from './tickets.ts'
import { TokenResource } from './v1/token.ts'
import { UserResource } from './user.ts'
import { UsersResource } from './users.ts'
import { V1SettingsResource } from './v1/settings.ts'
import { V1UserResource } from './v1/user.ts'

export type * from './models.ts'
export type * from './auth.ts'
export type * from './messages.ts'
export type * from './settings.ts'
export type * from './statistics.ts'
export type * from './tickets.ts'
export type * from './user.ts'
export type * from './users.ts'
export type * from './v1/faq.ts'
export type * from './v1/message.ts'
export type * from './v1/settings.ts'
export type * from './v1/statistic.ts'
export type * from './v1/ticket.ts'
export type * from './v1/token.ts'
export type * from './v1/user.ts'

export class V1Group extends Resource {
  readonly ticket: TicketResource
  readonly user: V1UserResource
  readonly token: TokenResource
  readonly message: MessageResource
  readonly statistic: StatisticResource
  readonly settings: V1SettingsResource
  readonly faq: FaqResource

  constructor(caller: Caller) {
    super(caller)
    this.ticket = new TicketResource(caller)
    this.user = new V1UserResource(caller)
    this.token = new TokenResource(caller)
    this.message = new MessageResource(caller)
    this.statistic = new StatisticResource(caller)
    this.settings = new V1SettingsResource(caller)
    this.faq = new FaqResource(caller)
  }
}

export class AccessToken extends Resource {
  readonly tickets: TicketsResource
  readonly users: UsersResource
  readonly user: UserResource
  readonly messages: MessagesResource
  readonly statistics: StatisticsResource
  readonly settings: SettingsResource
  readonly auth: AuthResource
  readonly v1: V1Group

  constructor(caller: Caller) {
    super(caller)
    this.tickets = new TicketsResource(caller)
    this.users = new UsersResource(caller)
    this.user = new UserResource(caller)
    this.messages = new MessagesResource(caller)
    this.statistics = new StatisticsResource(caller)
    this.settings = new SettingsResource(caller)
    this.auth = new AuthResource(caller)
    this.v1 = new V1Group(caller)
  }

  /** The same as `v1.ticket`. */
  get ticket(): TicketResource {
    return this.v1.ticket
  }

  /** The same as `v1.token`. */
  get token(): TokenResource {
    return this.v1.token
  }

  /** The same as `v1.message`. */
  get message(): MessageResource {
    return this.v1.message
  }

  /** The same as `v1.statistic`. */
  get statistic(): StatisticResource {
    return this.v1.statistic
  }

  /** The same as `v1.faq`. */
  get faq(): FaqResource {
    return this.v1.faq
  }
}
