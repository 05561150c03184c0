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
  news: {
    reply: (guest: string) => `${guest} wrote`,
    assigned: (guest: string) => `${guest}’s ticket is yours now`,
    mention: (guest: string) => `You were mentioned: ${guest}`,
  },
  agentStatus: {
    title: 'Your status',
    label: (status: string) => `Your status: ${status}`,
    online: 'Online',
    offline: 'Offline',
    off_duty: 'Off duty',
    offDutyWhy: 'Your shift is not on. You are given tickets again when it begins.',
    source: {
      agent: 'Set by you.',
      manager: 'Set by a manager.',
      program: 'Set by an app.',
      schedule: 'Set by your schedule.',
    },
    since: (time: string) => `Since ${time}.`,
    holdsUntil: (time: string) => `Your schedule decides again on ${time}.`,
    dutyChanges: (time: string) => `Your shift changes on ${time}.`,
    takeTickets: 'I take new tickets',
    follow: 'Follow my schedule',
    followHelp: 'Goes online and offline with your shifts. What you set yourself holds until the next one.',
    load: (open: number, most: number) => `${open} of at most ${most} tickets`,
    full: 'You are given no more until one is closed.',
  },
}
