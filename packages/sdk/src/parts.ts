import { concat } from './bytes.ts'

interface Partial {
  readonly parts: (Uint8Array | undefined)[]
  readonly startedAt: number
}

/** How long the rest of a message may take; the platform sends it again later anyway. */
const patience = 10_000

/** Puts payloads together that came in several frames. */
export class Parts {
  readonly #partials = new Map<string, Partial>()

  /** The whole payload once its last part is there. */
  add(messageId: string, sum: number, seq: number, payload: Uint8Array, now: number): Uint8Array | undefined {
    if (!(sum > 1)) return payload
    for (const [id, { startedAt }] of this.#partials) {
      if (now - startedAt > patience) this.#partials.delete(id)
    }
    if (!Number.isInteger(sum) || !Number.isInteger(seq) || seq < 0 || seq >= sum || sum > 1000)
      return undefined
    const partial = this.#partials.get(messageId) ?? { parts: Array.from({ length: sum }), startedAt: now }
    this.#partials.set(messageId, partial)
    partial.parts[seq] = payload
    const parts = partial.parts.filter((part) => part !== undefined)
    if (parts.length < sum) return undefined
    this.#partials.delete(messageId)
    return concat(parts)
  }
}
