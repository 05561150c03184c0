import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FirstRun } from '../src/seed/first-run.ts'
import type { Place } from './harness.ts'

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))

export interface ServerProcess {
  readonly url: string
  readonly firstRun: FirstRun
  readonly output: () => string
  /** `kill -9`: nothing is flushed, nothing is said. */
  kill(): Promise<void>
  stop(): Promise<number | null>
}

/** Starts the built server as a process of its own. */
export async function startProcess(
  place: Place,
  environment: Record<string, string> = {},
): Promise<ServerProcess> {
  if (!existsSync(main)) throw new Error('The server is not built: npm run build')
  const child: ChildProcess = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: place.dataDir,
      DATABASE_URL: place.databaseUrl ?? '',
      PIPIT_RATE_LIMIT: '0',
      PIPIT_LOG_LEVEL: 'error',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const ready = /Pipit is ready at (\S+)/.exec(output)
      if (ready) resolve(ready[1]!)
    }
    child.stdout!.on('data', read)
    child.stderr!.on('data', read)
    void gone.then((code) => reject(new Error(`The server ended with ${code}:\n${output}`)))
  })
  return {
    url,
    firstRun: JSON.parse(readFileSync(join(place.dataDir, 'first-run.json'), 'utf8')) as FirstRun,
    output: () => output,
    kill: async () => {
      child.kill('SIGKILL')
      await gone
    },
    stop: () => {
      child.kill('SIGTERM')
      return gone
    },
  }
}
