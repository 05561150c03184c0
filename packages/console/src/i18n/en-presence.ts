const list = (names: readonly string[]) =>
  names.length < 3 ? names.join(' and ') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

/** Who is there, who writes, who was quicker. */
export const enPresence = {
  presence: {
    views: (name: string) => `${name} is looking at this`,
    writes: (name: string) => `${name} is writing`,
    and: ', ',
    writing: (names: readonly string[]) => `${list(names)} ${names.length === 1 ? 'is' : 'are'} writing`,
    answered: (name: string) => `${name} answered while you were writing:`,
    seen: 'Read it',
    readFirst: 'Read it first',
    sendAnyway: 'Send anyway',
  },
}
