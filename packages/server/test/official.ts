import * as lark from '@larksuiteoapi/node-sdk'

const silent = () => {}
/** A logger for the SDK that says nothing. */
export const quietLogger = { error: silent, warn: silent, info: silent, debug: silent, trace: silent }

/** What a client is made from; a desk has all of it. */
export interface ClientCredentials {
  readonly appId: string
  readonly appSecret: string
  readonly helpdeskId: string
  readonly helpdeskToken: string
}

/** The vendor's own client, with nothing changed but the address. */
export const officialClient = (desk: ClientCredentials, domain: string): lark.Client =>
  new lark.Client({
    appId: desk.appId,
    appSecret: desk.appSecret,
    domain,
    helpDeskId: desk.helpdeskId,
    helpDeskToken: desk.helpdeskToken,
    logger: quietLogger,
  })

/** Options that add the help desk header. */
export const withDesk = () => lark.withHelpDeskCredential()

/** Options for a user token beside the help desk header; the SDK's own `withAll` loses both. */
export const asUser = (token: string) => ({
  lark: { ...lark.withHelpDeskCredential().lark, ...lark.withUserAccessToken(token).lark },
})

/** Options for a user token alone. */
export const asUserOnly = (token: string) => lark.withUserAccessToken(token)
