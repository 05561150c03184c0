import * as restCommon from '../access-token/common.ts'
import * as restFaq from '../access-token/faq.ts'
import * as restMessage from '../access-token/message.ts'
import * as restSettings from '../access-token/settings.ts'
import * as restStatistic from '../access-token/statistic.ts'
import * as restTicket from '../access-token/ticket.ts'
import * as restToken from '../access-token/token.ts'
import * as restUser from '../access-token/user.ts'
import type { Face } from '../catalogue.ts'
import * as agent from '../feishu/agent.ts'
import * as agentSkill from '../feishu/agent-skill.ts'
import * as category from '../feishu/category.ts'
import * as common from '../feishu/common.ts'
import * as contact from '../feishu/contact.ts'
import * as docx from '../feishu/docx.ts'
import * as event from '../feishu/event.ts'
import * as faq from '../feishu/faq.ts'
import * as imMessage from '../feishu/im-message.ts'
import * as notification from '../feishu/notification.ts'
import * as ticketCustomizedField from '../feishu/ticket-customized-field.ts'
import * as ticket from '../feishu/ticket.ts'
import * as ws from '../feishu/ws.ts'
import * as changes from '../pipit/changes.ts'
import { type Json, type JsonObject, isObject, plain } from './json.ts'

/** Schemas that the contract names, by face; both faces have a `Ticket`, so those of `/api` get a prefix. */
const modules: Readonly<Record<Face, readonly (readonly [prefix: string, module: object])[]>> = {
  feishu: [
    ['', common],
    ['', agent],
    ['', agentSkill],
    ['', category],
    ['', contact],
    ['', docx],
    ['', event],
    ['', faq],
    ['', imMessage],
    ['', notification],
    ['', ticketCustomizedField],
    ['', ticket],
    ['', ws],
    ['', changes],
  ],
  'access-token': [
    restCommon,
    restFaq,
    restMessage,
    restSettings,
    restStatistic,
    restTicket,
    restToken,
    restUser,
  ].map((module) => ['Rest', module] as const),
}

const isSchema = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'object'

/** Replaces schemas that the contract names by references, and remembers which are in use. */
export class Components {
  readonly #nameOf = new Map<string, string>()
  readonly #schemas = new Map<string, Json>()
  readonly #used = new Set<string>()

  constructor(faces: readonly Face[]) {
    for (const face of faces)
      for (const [prefix, module] of modules[face])
        for (const [key, value] of Object.entries(module)) if (isSchema(value)) this.#add(prefix + key, value)
  }

  /** The contract inlines schemas, so what they say is all there is to tell them by. */
  #add(name: string, schema: object): void {
    const json = plain(schema)
    const text = JSON.stringify(json)
    if (this.#nameOf.has(text)) return
    let free = name
    for (let i = 2; this.#schemas.has(free); i += 1) free = `${name}${i}`
    this.#nameOf.set(text, free)
    this.#schemas.set(free, json)
  }

  /** A schema with references in it, or a reference to it. */
  refer(schema: Json): Json {
    const name = this.#nameOf.get(JSON.stringify(schema))
    if (name === undefined) return this.#inside(schema)
    this.#used.add(name)
    return { $ref: `#/components/schemas/${name}` }
  }

  #inside(schema: Json): Json {
    if (Array.isArray(schema)) return schema.map((item: Json) => this.refer(item))
    if (!isObject(schema)) return schema
    return Object.fromEntries(
      Object.entries(schema).map(([key, value]) => [key, key === 'default' ? value : this.refer(value)]),
    )
  }

  /** The schemas in use, with those that they use, by name. */
  schemas(): JsonObject {
    const written = new Map<string, Json>()
    for (let pending = [...this.#used]; pending.length > 0;) {
      for (const name of pending) written.set(name, this.#inside(this.#schemas.get(name)!))
      pending = [...this.#used].filter((name) => !written.has(name))
    }
    return Object.fromEntries([...written].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  }
}
