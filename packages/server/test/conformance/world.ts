import type { Json } from './json.ts'

/** An app of one tenant, with its help desk. */
export interface Credentials {
  readonly appId: string
  readonly appSecret: string
  readonly helpdeskId: string
  readonly helpdeskToken: string
  /** A user token of an owner or admin of the desk, with every scope. */
  readonly userToken?: string | undefined
}

/** The server under test, and as much as is known about it. */
export interface World extends Credentials {
  readonly url: string
  /** The open_id of somebody who can ask for help and has no open ticket. */
  readonly guest?: string | undefined
  /** An app and a desk of another tenant of the same server. */
  readonly other?: Credentials | undefined
  /** What only a test in the same process can do. */
  readonly inside?: Inside | undefined
}

/** A person and their token. */
export interface Someone {
  readonly openId: string
  readonly token: string
}

/** An app besides the world's. */
export interface OtherApp {
  readonly appId: string
  readonly appSecret: string
  readonly tenantToken: string
}

/** What has no API: people who write, consent, approve and leave, and time that passes. */
export interface Inside {
  /** Somebody new of the tenant who can ask for help. */
  guest(): Promise<Someone>
  /** Somebody of the tenant who does not serve on the desk. */
  outsider(): Promise<Someone>
  /** Somebody new who serves on the desk as an agent. */
  agent(): Promise<Someone>
  /** Tokens without any scope. */
  scopeless(): Promise<{ tenantToken: string; userToken: string }>
  secondApp(): Promise<OtherApp>
  /** An app whose tokens were good until it was disabled. */
  disabledApp(): Promise<OtherApp>
  /** A marketplace app, installed in the tenant. */
  marketplaceApp(): Promise<{ appId: string; appSecret: string; tenantKey: string; appTicket: string }>
  guestWrites(ticketId: string, text: string): Promise<void>
  agentAnswers(ticketId: string, text: string, agentId: string): Promise<void>
  approve(notificationId: string): Promise<void>
  /** Changes an app as its owner or the console would. */
  changeApp(appId: string, values: Json): Promise<void>
  /** Loses the bytes of a file. */
  loseFile(fileKey: string): Promise<void>
  /** Runs with a storage that takes nothing more. */
  withFullDisk(work: () => Promise<void>): Promise<void>
  /** Writes into the tenant's rows what only time or another face of the server would. */
  change(table: string, values: Json, where: Json): Promise<void>
  /** The tenant's rows. */
  rows(table: string, where: Json): Promise<Json[]>
  /** An agent signs in and consents. @returns the code that the browser brings back to `redirectUri`. */
  consent(query?: Record<string, string>): Promise<string>
  /** The same in the other tenant, for its app. */
  consentElsewhere(): Promise<string>
  /** Who consents. */
  readonly consenter: string
  readonly redirectUri: string
  /** The base URL of a node on the same database that has lost it. */
  faulty(): Promise<string>
}
