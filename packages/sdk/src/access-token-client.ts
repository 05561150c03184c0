import { readAccessTokenReply } from './access-token-reply.ts'
import { checkDomain, chooseTransport, defaultRetries, defaultTimeout, duration } from './client.ts'
import { ConfigError } from './errors.ts'
import { AccessToken } from './generated/access-token/index.ts'
import { LeveledLogger } from './logger.ts'
import type { ClientOptions } from './options.ts'
import { Requester } from './request.ts'
import { version } from './version.ts'

export interface AccessTokenClientOptions extends Pick<
  ClientOptions,
  'timeout' | 'retries' | 'fetch' | 'transport' | 'logger' | 'loggerLevel' | 'logRequests'
> {
  /** The address of your Pipit server. */
  domain: string
  /** A token from the console's page of AccessTokens. */
  accessToken: string
}

/**
 * The REST API that an AccessToken opens: `client.tickets.list()`, `client.v1.ticket.queryOrg()`. Calls resolve to the
 * body itself, and to the `data` of what comes in an envelope; what is not a success is thrown.
 */
export class AccessTokenClient extends AccessToken {
  readonly domain: string

  constructor(options: AccessTokenClientOptions) {
    const { origin, prefix } = checkDomain(options.domain)
    if (!options.accessToken) {
      throw new ConfigError(
        'accessToken',
        'accessToken is missing: make one in the console, or with its API.',
      )
    }
    super(
      new Requester({
        origin,
        prefix,
        transport: chooseTransport(options),
        timeout: duration('timeout', options.timeout ?? defaultTimeout),
        retries: duration('retries', options.retries ?? defaultRetries),
        userAgent: `pipit-sdk/${version}`,
        helpdesk: undefined,
        logger: new LeveledLogger(options.logger, options.loggerLevel),
        logRequests: options.logRequests ?? false,
        accessToken: options.accessToken,
        read: readAccessTokenReply,
        tokens: undefined,
        marketplace: false,
      }),
    )
    this.domain = origin + prefix
  }
}
