// Calls the stub server for a while in one manner, and tells how often it got an answer.
import http from 'node:http'

const [kind, port, seconds, ...levels] = process.argv.slice(2)
const domain = `http://127.0.0.1:${port}`
const path = '/open-apis/helpdesk/v1/tickets/6626871355780366331'
const options = {
  appId: 'cli_a1b2c3d4e5f60718',
  appSecret: 'secret',
  domain,
  helpDeskId: '6626871355780366330',
  helpDeskToken: 'ht-bench',
}
const payload = { path: { ticket_id: '6626871355780366331' } }
// What a client has to send and to read in any case.
const headers = { Authorization: 'Bearer t-bench', 'X-Lark-Helpdesk-Authorization': btoa('1:ht-bench') }

const manners = {
  http: async () => {
    const agent = new http.Agent({ keepAlive: true })
    return () =>
      new Promise((resolve, reject) => {
        const request = http.request({ host: '127.0.0.1', port, path, headers, agent }, (response) => {
          const chunks = []
          response.on('data', (chunk) => chunks.push(chunk))
          response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())))
          response.on('error', reject)
        })
        request.on('error', reject)
        request.end()
      })
  },
  fetch: async () => async () => (await fetch(domain + path, { headers })).json(),
  pipit: async () => {
    const { Client } = await import('@pipit/sdk')
    const client = new Client(options)
    return () => client.helpdesk.v1.ticket.get(payload)
  },
  'pipit over fetch': async () => {
    const { Client } = await import('@pipit/sdk')
    const client = new Client({ ...options, fetch })
    return () => client.helpdesk.v1.ticket.get(payload)
  },
  incumbent: async () => {
    const { default: lark } = await import('@larksuiteoapi/node-sdk')
    const client = new lark.Client({ ...options, loggerLevel: lark.LoggerLevel.error })
    return () => client.helpdesk.v1.ticket.get(payload, lark.withHelpDeskCredential())
  },
}

const call = await manners[kind]()
const answer = await call()
if (answer.data.ticket.status !== 51) throw new Error('wrong answer')

async function rate(inFlight, duration) {
  const end = performance.now() + duration
  let calls = 0
  const started = performance.now()
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (performance.now() < end) {
        await call()
        calls++
      }
    }),
  )
  return (calls * 1000) / (performance.now() - started)
}

const rates = {}
for (const level of levels.map(Number)) {
  await rate(level, 700)
  rates[level] = await rate(level, seconds * 1000)
}
process.send(rates)
process.exit(0)
