import { openApi } from '@pipit/contract/openapi/document'
import { printDocument } from '@pipit/contract/openapi/print'
import type { FastifyInstance } from 'fastify'
import { sha256 } from './platform/secrets.ts'

const scopes = {
  '/openapi.json': 'all',
  '/openapi/feishu.json': 'feishu',
  '/openapi/access-token.json': 'access-token',
} as const

/** Serves the OpenAPI documents, to everybody and to tools on other pages: they say nothing that is secret. */
export function mountOpenApi(app: FastifyInstance): void {
  const written = new Map<string, { readonly text: string; readonly etag: string }>()
  for (const [path, scope] of Object.entries(scopes))
    app.get(path, (request, reply) => {
      let document = written.get(path)
      if (!document) {
        const text = printDocument(openApi(scope))
        document = { text, etag: `"${sha256(text).toString('base64url').slice(0, 22)}"` }
        written.set(path, document)
      }
      reply.headers({
        'access-control-allow-origin': '*',
        'access-control-expose-headers': 'ETag',
        'cache-control': 'no-cache',
        etag: document.etag,
        'x-content-type-options': 'nosniff',
      })
      const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
      if (known?.some((tag) => tag === document.etag || tag === '*')) return reply.code(304).send()
      return reply.type('application/json; charset=utf-8').send(document.text)
    })
}
