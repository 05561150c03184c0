// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
export interface ById {
  /** at most 64 characters */
  id: string
}

export interface ByUid {
  /** at most 64 characters */
  uid: string
}

export interface Faq {
  uid: string
  orgUid: string
  question: string
  /** plain text */
  answer: string
  categoryUid?: string
  /** words the question is also found by */
  tagList: string[]
  /** when it was written, ISO 8601 */
  createdAt: string
  /** when it last changed, ISO 8601 */
  updatedAt: string
}

export interface FaqDraft {
  /** at most 200 characters */
  question: string
  /** plain text; at most 10000 characters */
  answer: string
  /** at most 64 characters */
  categoryUid?: string
  tagList?: string[]
}

export interface Member {
  /** open_id */
  uid: string
  nickname: string
  /** address of a picture */
  avatar?: string
  email?: string
}

export interface Message {
  /** the same as uid */
  id: string
  /** om_… */
  uid: string
  ticketUid: string
  /** the chat */
  threadUid: string
  type: 'TEXT' | 'IMAGE' | 'FILE' | 'VIDEO' | 'AUDIO' | 'CARD' | 'SYSTEM' | 'RICH_TEXT'
  /** what can be read of it as plain text */
  content: string
  /** JSON of the message, as the Open Platform writes it */
  extra: string
  status: 'SUCCESS' | 'RECALL'
  senderType: 'BOT' | 'GUEST' | 'AGENT' | 'SYSTEM'
  /** somebody named in an answer */
  user?: Member
  /** when it was sent, ISO 8601 */
  createdAt: string
}

export interface MessageDraft {
  /** where it belongs; required; at most 64 characters */
  ticketUid?: string
  /** the same as ticketUid; at most 64 characters */
  ticketId?: string
  /** at most 20000 characters */
  content: string
  /** only text, in any case; at most 20 characters */
  type?: string
  /** a name of your choice that keeps a repeated call from sending twice; at most 64 characters */
  uid?: string
}

export interface Overview {
  /** open now */
  open: number
  /** open and owned by nobody */
  waiting: number
  created: number
  closed: number
  solved: number
  /** oldest first */
  days: Statistic[]
}

export interface Profile {
  /** the same as uid */
  id: string
  /** open_id */
  uid: string
  /** user_id */
  num: string
  orgUid: string
  /** e-mail, otherwise user_id */
  username: string
  nickname: string
  email?: string
  mobile?: string
  avatar?: string
  country?: string
  description: string
  /** BYTEDESK, the value clients of this API know */
  platform: string
  sex: 'MALE' | 'FEMALE' | 'UNKNOWN'
  type: 'EMPLOYEE' | 'VISITOR'
  enabled: boolean
  superUser: boolean
  emailVerified: boolean
  mobileVerified: boolean
  role?: 'owner' | 'admin' | 'agent'
  /** when they were added, ISO 8601 */
  createdAt: string
  /** when they last changed, ISO 8601 */
  updatedAt: string
  currentOrganization: {
    uid: string
    name: string
  }
  currentRoles: {
    uid: string
    name: string
  }[]
  /** what this token may do */
  authorities: string[]
}

export interface Settings {
  /** help desk id */
  uid: string
  orgUid: string
  name: string
  /** IANA name */
  timeZone: string
}

export interface SettingsChange {
  /** at most 100 characters */
  name?: string
  /** IANA name, Asia/Shanghai; at most 64 characters */
  timeZone?: string
}

export interface SimpleTicket {
  /** the same as uid */
  id: string
  /** ticket id; the same on every face */
  uid: string
  /** the same as uid */
  ticketNumber: string
  /** first line of the first message where none was given */
  title: string
  /** how the guest came; 9 is an API */
  channel: number
  /** somebody named in an answer */
  reporter: Member
  /** somebody named in an answer */
  assignee?: Member
  tags: string[]
  solved?: boolean
  /** when it was opened, ISO 8601 */
  createdAt: string
  /** when it last changed, ISO 8601 */
  updatedAt: string
  /** when it was closed, ISO 8601 */
  closedAt?: string
  /** what was asked */
  content: string
  /** pending waits for the guest, holding is on hold, resolved is closed and solved */
  status: 'new' | 'unclaimed' | 'processing' | 'pending' | 'holding' | 'resolved' | 'closed'
  priority: 'lowest' | 'low' | 'medium' | 'high' | 'urgent' | 'critical'
}

export interface Statistic {
  /** the day */
  uid: string
  /** YYYY-MM-DD */
  date: string
  /** tickets opened */
  created: number
  /** tickets closed */
  closed: number
  /** of the closed ones, marked as solved */
  solved: number
  /** of tickets opened that day and answered by a person */
  averageFirstResponseSeconds?: number
}

export interface Ticket {
  /** ticket id; the same on every face */
  uid: string
  /** the same as uid */
  ticketNumber: string
  /** first line of the first message where none was given */
  title: string
  /** how the guest came; 9 is an API */
  channel: number
  /** somebody named in an answer */
  reporter: Member
  /** somebody named in an answer */
  assignee?: Member
  tags: string[]
  solved?: boolean
  /** when it was opened, ISO 8601 */
  createdAt: string
  /** when it last changed, ISO 8601 */
  updatedAt: string
  /** when it was closed, ISO 8601 */
  closedAt?: string
  /** the same as title */
  summary: string
  /** what was asked */
  description: string
  /** the same as description */
  content: string
  status: 'NEW' | 'UNCLAIMED' | 'PROCESSING' | 'PENDING' | 'HOLDING' | 'RESOLVED' | 'CLOSED'
  priority: 'LOWEST' | 'LOW' | 'MEDIUM' | 'HIGH' | 'URGENT' | 'CRITICAL'
  type: 'INTERNAL' | 'EXTERNAL'
  /** the organisation */
  orgUid: string
  /** the reporter */
  userUid: string
  contactName: string
  email?: string
  phone?: string
  /** the chat */
  threadUid: string
  /** when it was closed, ISO 8601 */
  closedTime?: string
}

export interface TicketChange {
  /** one line; at most 200 characters */
  title?: string
  /** what is asked; at most 20000 characters */
  content?: string
  /** instead of content; at most 20000 characters */
  description?: string
  /** lowest, low, medium (default), high, urgent or critical, in any case; at most 20 characters */
  priority?: string
  /**
   * new, unclaimed, processing, pending, holding, resolved or closed, in any case; open and in_progress are
   * understood; at most 20 characters
   */
  status?: string
  tags?: string[]
  /** open_id of the agent who is to own it; at most 64 characters */
  assigneeUid?: string
}

export interface TicketDraft {
  /** one line; at most 200 characters */
  title: string
  /** what is asked; at most 20000 characters */
  content?: string
  /** instead of content; at most 20000 characters */
  description?: string
  /** lowest, low, medium (default), high, urgent or critical, in any case; at most 20 characters */
  priority?: string
  tags?: string[]
  /** open_id of the agent who is to own it; at most 64 characters */
  assigneeUid?: string
  /** open_id of who asks; a new visitor for each ticket when nobody is named; at most 64 characters */
  reporterUid?: string
  /** name of who asks; at most 100 characters */
  contactName?: string
  /** e-mail of who asks; the same address, the same person; at most 320 characters */
  email?: string
  /** telephone number of who asks; at most 32 characters */
  phone?: string
}

export interface Token {
  uid: string
  orgUid: string
  /** open_id of the person it acts for */
  userUid: string
  name: string
  description: string
  type: 'BEARER'
  /** api:read, api:write, agent:login, admin:login, tokens:manage */
  scope: string[]
  allowedDomains: string[]
  /** WEB */
  channel: string
  /** when it expires; absent when permanent, ISO 8601 */
  expiresAt?: string
  permanent: boolean
  /** disabled, or made with a secret that has been rotated */
  revoked: boolean
  /** when it was last used, ISO 8601 */
  lastActiveAt?: string
  /** only in the answer to create */
  accessToken?: string
  /** when it was made, ISO 8601 */
  createdAt: string
  /** when it last changed, ISO 8601 */
  updatedAt: string
}

export interface User {
  /** the same as uid */
  id: string
  /** open_id */
  uid: string
  /** user_id */
  num: string
  orgUid: string
  /** e-mail, otherwise user_id */
  username: string
  nickname: string
  email?: string
  mobile?: string
  avatar?: string
  country?: string
  description: string
  /** BYTEDESK, the value clients of this API know */
  platform: string
  sex: 'MALE' | 'FEMALE' | 'UNKNOWN'
  type: 'EMPLOYEE' | 'VISITOR'
  enabled: boolean
  superUser: boolean
  emailVerified: boolean
  mobileVerified: boolean
  role?: 'owner' | 'admin' | 'agent'
  /** when they were added, ISO 8601 */
  createdAt: string
  /** when they last changed, ISO 8601 */
  updatedAt: string
}

export interface UserChange {
  /** at most 100 characters */
  nickname?: string
  /** at most 320 characters */
  email?: string
  /** at most 32 characters */
  mobile?: string
}

export interface UserDraft {
  /** at most 100 characters */
  nickname: string
  /** at most 320 characters */
  email?: string
  /** at most 32 characters */
  mobile?: string
}
