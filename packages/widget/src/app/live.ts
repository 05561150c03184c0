import type { LiveEvent } from './types.ts'

const longestPause = 30_000

export interface LiveOptions {
  readonly headers: () => Record<string, string>
  /** From which position of the event log on; the stream goes on from the last one it has seen. */
  readonly from: number
  readonly onEvent: (event: LiveEvent) => void
  readonly onState: (state: 'open' | 'away') => void
  /** The token is good no more. */
  readonly onEnded: () => void
}

/** Follows the conversation until it is told to stop; comes back by itself where it left off. */
export function follow({ headers, from, onEvent, onState, onEnded }: LiveOptions): () => void {
  const stopping = new AbortController()
  let position = String(from)
  let pause = 500

  async function once(): Promise<void> {
    const response = await fetch(`/visitor/v1/live?after=${position}`, {
      headers: headers(),
      signal: stopping.signal,
    })
    if (response.status === 401) return onEnded()
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`)
    onState('open')
    pause = 500
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    for (;;) {
      const { value, done } = await reader.read()
      if (done) break
      text += value
      const frames = text.split('\n\n')
      text = frames.pop()!
      for (const frame of frames) {
        for (const line of frame.split('\n')) {
          if (line.startsWith('id: ')) position = line.slice(4)
          if (line.startsWith('data: ')) onEvent(JSON.parse(line.slice(6)) as LiveEvent)
        }
      }
    }
    throw new Error('ended')
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        return await once()
      } catch {
        if (stopping.signal.aborted) return
        onState('away')
        const wait = pause * (0.5 + Math.random())
        pause = Math.min(pause * 2, longestPause)
        await new Promise((resolve) => {
          setTimeout(resolve, wait)
          window.addEventListener('online', resolve, { once: true })
        })
      }
    }
  }
  void run()
  return () => stopping.abort()
}
