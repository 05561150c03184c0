// Starts a program of ours that says "Pipit is ready at <address>", for measurements and pictures.
import { spawn } from 'node:child_process'

export const serverProgram = 'packages/server/dist/main.js'

/** @returns its address, and a way to end it: politely, then not. */
export async function serve(program, environment) {
  const child = spawn(process.execPath, [program], {
    cwd: new URL('../', import.meta.url),
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', PIPIT_LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
      const ready = /Pipit is ready at (\S+)/.exec(said)
      if (ready) resolve(ready[1].replace('localhost', '127.0.0.1'))
    })
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}:\n${said}`)))
  })
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit').once('exit', resolve)
        child.kill('SIGTERM')
        setTimeout(() => child.kill('SIGKILL'), 3000).unref()
      }),
  }
}
