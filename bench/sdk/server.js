// A stub of the platform: one ticket, as fast as node:http hands it out.
import http from 'node:http'

const ticket = {
  ticket_id: '6626871355780366331',
  helpdesk_id: '6626871355780366330',
  guest: {
    id: 'ou_7dab8a3d3cdcc9da365777c7ad535d62',
    name: 'Guest',
    department: 'Support',
    email: 'guest@example.com',
  },
  ticket_type: 2,
  status: 51,
  score: 3,
  created_at: 1_700_000_000_000,
  updated_at: 1_700_000_100_000,
  closed_at: 1_700_000_200_000,
  agents: [{ id: 'ou_37019b7c830210acd88fdce886e25c71', name: 'Agent', email: 'agent@example.com' }],
  channel: 9,
  solve: 2,
  customized_fields: [
    { id: '6948728206392295444', value: 'value', key_name: 'key', display_name: 'A field' },
  ],
  tags: [{ id: '6948728206392295445', name: 'vip' }],
}
const call = Buffer.from(JSON.stringify({ code: 0, msg: 'success', data: { ticket } }))
const token = Buffer.from(
  JSON.stringify({ code: 0, msg: 'ok', tenant_access_token: 't-bench', expire: 7200 }),
)

const server = http.createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    const body = request.url.startsWith('/open-apis/auth/') ? token : call
    response.writeHead(200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': body.length,
      'X-Tt-Logid': '20250904055824f0c1d2e3a4b5c6d7e8f9',
    })
    response.end(body)
  })
})
server.listen(0, '127.0.0.1', () => process.send(server.address().port))
