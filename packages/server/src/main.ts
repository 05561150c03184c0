import { fileURLToPath } from 'node:url'
import { buildApp } from './app.ts'
import { readConfig } from './config.ts'
import { configureMailbox } from './domain/configured-mailbox.ts'
import { open } from './open.ts'
import { type FirstRun, firstRun, firstRunPath, writeFirstRun } from './seed/first-run.ts'

/** Starts the server and stays until it is told to stop. */
export async function main(): Promise<void> {
  const config = readConfig(process.env)
  const services = await open(config)
  const credentials = await firstRun(services, { ...config, now: Date.now() })
  await configureMailbox(services, config.mailbox, Date.now())
  const app = await buildApp(services, config)
  const address = await app.listen({ port: config.port, host: config.host })
  const baseUrl = config.baseUrl ?? `http://localhost:${new URL(address).port}`
  services.baseUrl = baseUrl
  if (credentials) {
    credentials.base_url = baseUrl
    writeFirstRun(config.dataDir, credentials)
    introduce(credentials, firstRunPath(config.dataDir))
  }
  process.stdout.write(`Pipit is ready at ${baseUrl}\n`)

  let stopping = false
  const stop = (): void => {
    if (stopping) process.exit(1)
    stopping = true
    // What is still open after ten seconds is cut: a stuck client must not keep the process.
    setTimeout(() => process.exit(0), 10_000).unref()
    void app.close().then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

function introduce(run: FirstRun, path: string): void {
  const lines = [
    '',
    'This is the first start. These credentials are shown once and kept in',
    `  ${path}`,
    '',
    `  Admin console    ${run.base_url}/admin`,
    `    owner          ${run.owner.email}  ${run.owner.password}`,
    ...(run.agent
      ? [
          `  Agent workspace  ${run.base_url}/agent`,
          `    agent          ${run.agent.email}  ${run.agent.password}`,
        ]
      : []),
    `  API              ${run.base_url}/open-apis`,
    `    app            ${run.app_id}  ${run.app_secret}`,
    `    help desk      ${run.helpdesk_id}  ${run.helpdesk_token}`,
    '',
    '',
  ]
  process.stdout.write(lines.join('\n'))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
