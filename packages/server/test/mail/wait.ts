import { setTimeout as pause } from 'node:timers/promises'

/** Asks until the answer is something; fails after ten seconds. */
export async function pollUntil<T>(ask: () => Promise<T | undefined | false | null>): Promise<T> {
  const deadline = Date.now() + 10_000
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${ask.toString().slice(0, 200)}`)
    await pause(20)
  }
}
