import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { isPublicAddress } from '../events/addresses.ts'

/** How this installation may reach mail servers. */
export interface MailPolicy {
  /** Whether mail servers may be in private networks. */
  readonly allowPrivate: boolean
}

export class PrivateMailServer extends Error {
  constructor(host: string) {
    super(
      `${host} is a private or reserved address. Set PIPIT_ALLOW_PRIVATE_MAIL=true to use mail servers inside your own network.`,
    )
  }
}

/**
 * The address to connect to for a host. The address that was checked is the one that is connected to, so a name that
 * resolves differently a moment later gains nothing.
 */
export async function reach(host: string, { allowPrivate }: MailPolicy): Promise<string> {
  if (isIP(host) !== 0) {
    if (!allowPrivate && !isPublicAddress(host)) throw new PrivateMailServer(host)
    return host
  }
  const addresses = await lookup(host, { all: true })
  if (addresses.length === 0 || (!allowPrivate && addresses.some(({ address }) => !isPublicAddress(address))))
    throw new PrivateMailServer(host)
  return addresses[0]!.address
}
