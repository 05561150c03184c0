const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** 1 536 000 is "1.5 MB". */
export function byteSize(bytes: number, locale: string) {
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[step]!,
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step > 1 ? 1 : 0,
  }).format(bytes / 1000 ** step)
}
