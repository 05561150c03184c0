const octet = /^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/

const isV4 = (text: string) => {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => octet.test(part))
}

const isV6 = (text: string) => text.includes(':') && URL.canParse(`http://[${text}]/`)

/** An address or a CIDR range, version 4 or 6. */
export function isIpRange(text: string) {
  const [address = '', bits, ...rest] = text.split('/')
  const widest = isV4(address) ? 32 : isV6(address) ? 128 : -1
  if (widest < 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= widest)
}

/** One entry per line; commas, too, because lists are pasted from everywhere. */
export const toLines = (text: string) => [...new Set(text.split(/[\s,，;；]+/).filter(Boolean))]
