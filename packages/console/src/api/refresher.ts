const coalesce = 8
/** At most this often while events keep coming; the first one is answered at once. */
const usualPause = 250

/**
 * Runs `refresh` soon after a poke, once for pokes that come together, never twice at the same time, and again
 * when it was poked while running: what the server sent may be older than that poke.
 */
export function createRefresher(refresh: () => Promise<unknown>, pause = usualPause) {
  let state: 'idle' | 'scheduled' | 'running' | 'dirty' = 'idle'
  let timer: ReturnType<typeof setTimeout> | undefined

  const run = async () => {
    state = 'running'
    await refresh().catch(() => undefined)
    const again = (state as string) === 'dirty'
    state = 'idle'
    if (again) schedule(pause)
  }

  const schedule = (delay: number) => {
    state = 'scheduled'
    timer = setTimeout(() => void run(), delay)
  }

  return {
    poke: () => {
      if (state === 'idle') schedule(coalesce)
      else if (state === 'running') state = 'dirty'
    },
    stop: () => clearTimeout(timer),
  }
}

/** One refresher for each id, for instance for each ticket. */
export function createRefreshers(refresh: (id: string) => Promise<unknown>) {
  const all = new Map<string, ReturnType<typeof createRefresher>>()
  return {
    poke: (id: string) => {
      let one = all.get(id)
      if (!one) all.set(id, (one = createRefresher(() => refresh(id))))
      one.poke()
    },
    stop: () => {
      for (const one of all.values()) one.stop()
    },
  }
}
