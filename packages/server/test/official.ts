import * as lark from '@larksuiteoapi/node-sdk'
import type { Desk } from './harness.ts'

const silent = () => {}
const logger = { error: silent, warn: silent, info: silent, debug: silent, trace: silent }

/** The vendor's own client, with nothing changed but the address. */
export const officialClient = (desk: Desk, domain: string): lark.Client =>
  new lark.Client({
    appId: desk.appId,
    appSecret: desk.appSecret,
    domain,
    helpDeskId: desk.helpdeskId,
    helpDeskToken: desk.helpdeskToken,
    logger,
  })

/** Options that add the help desk header. */
export const withDesk = () => lark.withHelpDeskCredential()

/** Options for a user token beside the help desk header; the SDK's own `withAll` loses both. */
export const asUser = (token: string) => ({
  lark: { ...lark.withHelpDeskCredential().lark, ...lark.withUserAccessToken(token).lark },
})
