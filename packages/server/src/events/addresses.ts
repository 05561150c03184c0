import { type LookupAddress, type LookupOptions, lookup } from 'node:dns'
import { BlockList, isIP } from 'node:net'

/** Everything that is not a public unicast address: RFC 6890 and its successors. */
const refused = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  refused.addSubnet(net, bits, 'ipv4')

/** Of IPv6 only 2000::/3 is public; inside it these carry or stand for something else. */
const publicV6 = new BlockList()
publicV6.addSubnet('2000::', 3, 'ipv6')
const refusedV6 = new BlockList()
for (const [net, bits] of [
  // Teredo and other assignments of protocols, documentation, 6to4: an IPv4 address can hide in them.
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  refusedV6.addSubnet(net, bits, 'ipv6')

/** Whether a request to this address stays outside of the networks this server can see into. */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, '')
  if (isIP(bare) === 4) return !refused.check(bare, 'ipv4')
  if (isIP(bare) !== 6) return false
  return publicV6.check(bare, 'ipv6') && !refusedV6.check(bare, 'ipv6')
}

export class ForbiddenAddress extends Error {
  constructor(host: string) {
    super(
      `${host} is a private or reserved address. Set PIPIT_ALLOW_PRIVATE_WEBHOOKS=true to send events inside your own network.`,
    )
  }
}

/** The host of a URL, without the brackets around IPv6. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '')

/** Refuses a URL whose host is written as an address that may not be reached; names are checked when they resolve. */
export function checkHost(url: URL): void {
  const host = hostOf(url)
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw new ForbiddenAddress(host)
}

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void

/**
 * `lookup` for a connection: the address that was checked is the one that is connected to, so a name that resolves
 * differently a moment later gains nothing. One private address among several refuses the name.
 */
export function publicLookup(host: string, options: LookupOptions, callback: Found): void {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, [])
    if (addresses.length === 0 || addresses.some(({ address }) => !isPublicAddress(address)))
      return callback(new ForbiddenAddress(host), [])
    if (options.all) return callback(null, addresses)
    callback(null, addresses[0]!.address, addresses[0]!.family)
  })
}
