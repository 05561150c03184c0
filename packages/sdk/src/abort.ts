import { abortError } from './failure.ts'
import type { AbortSignalLike } from './web.ts'

/** Stops waiting when the signal fires; what is waited for goes on for others. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignalLike | undefined): Promise<T> {
  if (!signal) return promise
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(abortError(signal.reason))
    if (signal.aborted) {
      // Nobody waits for it any more: its failure must not end the process.
      promise.catch(() => {})
      return onAbort()
    }
    signal.addEventListener('abort', onAbort)
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

export async function sleep(ms: number, signal: AbortSignalLike | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const pause = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  try {
    await abortable(pause, signal)
  } finally {
    clearTimeout(timer)
  }
}
