const octet = /^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/

const isV4 = (text: string) => {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => octet.test(part))
}

/** An address, version 4 or 6. The server compares whole addresses; it knows no ranges. */
export const isIpAddress = (text: string) =>
  isV4(text) || (/^[\da-f:.]+$/i.test(text) && text.includes(':') && URL.canParse(`http://[${text}]/`))

/** One entry per line; commas, too, because lists are pasted from everywhere. */
export const toLines = (text: string) => [...new Set(text.split(/[\s,，;；]+/).filter(Boolean))]
