// The floor: what Fastify and the database need for the least that a ticket get must do. One prepared select by
// primary key on the server's own engine, and a body of the same size.
import { readFileSync } from 'node:fs'
import Fastify from 'fastify'
import { openEngine } from '../packages/server/dist/db/engine.js'
import { prepared } from '../packages/server/dist/db/prepared.js'

const { BENCH_BODY, BENCH_TENANT, BENCH_DESK, DATA_DIR, DATABASE_URL } = process.env
const body = readFileSync(BENCH_BODY, 'utf8')
const engine = await openEngine({ dataDir: DATA_DIR, databaseUrl: DATABASE_URL || undefined })
const byKey = prepared((db, slot) =>
  db
    .selectFrom('tickets')
    .selectAll()
    .where('tenant_id', '=', slot.tenantId)
    .where('helpdesk_id', '=', slot.helpdeskId)
    .where('id', '=', slot.id),
)
const app = Fastify()
app.get('/tickets/:id', async (request, reply) => {
  const [row] = await byKey(engine, { tenantId: BENCH_TENANT, helpdeskId: BENCH_DESK, id: request.params.id })
  if (!row) return reply.code(404).send('')
  return reply.header('content-type', 'application/json; charset=utf-8').send(body)
})
console.log(`Pipit is ready at ${await app.listen({ port: 0, host: '127.0.0.1' })}`)
