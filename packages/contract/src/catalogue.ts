import { accessToken } from './access-token/index.ts'
import { type Endpoint, walk } from './endpoint.ts'
import { feishu } from './feishu/index.ts'
import { pipit } from './pipit/index.ts'

/** Whose manner an endpoint has: the Open Platform's, or that of the API for AccessTokens. */
export type Face = 'feishu' | 'access-token'

/** An endpoint that programs call, with the name by which documents and pages know it. */
export interface Listed {
  /** Unique over both faces: `helpdesk.v1.ticket.get`, `api.v1.ticket.query`. */
  readonly id: string
  readonly face: Face
  /** Where the method is in our client library; absent where it has none of its own. */
  readonly method: string | undefined
  readonly endpoint: Endpoint
}

/** What belongs together: the id without its last part, `helpdesk.v1.ticket`. */
export const resourceOf = ({ id }: Pick<Listed, 'id'>): string => id.slice(0, id.lastIndexOf('.'))

/** Every endpoint that programs call, in the order it is written. */
export function* catalogue(): Generator<Listed> {
  for (const [name, endpoint] of walk(feishu)) yield { id: name, face: 'feishu', method: name, endpoint }
  for (const [name, endpoint] of walk(pipit, 'pipit'))
    yield { id: name, face: 'feishu', method: undefined, endpoint }
  for (const [name, endpoint] of walk(accessToken))
    yield { id: `api.${name}`, face: 'access-token', method: name, endpoint }
}
