/** What other pages must know of the explorer and the event pages; the rest comes with them. */
export const enExplorer = {
  explorer: { title: 'API explorer' },
  events: {
    title: 'Events',
    parked: (n: string) => `${n} events were given up`,
  },
}
