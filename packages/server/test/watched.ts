import type { CompiledQuery } from 'kysely'
import type { Cx } from '../src/domain/cx.ts'

/** A context that keeps the queries which run in it, prepared ones too. */
export function watched(
  cx: Cx,
  keeps: (query: CompiledQuery) => boolean = () => true,
): { cx: Cx; queries: CompiledQuery[] } {
  const queries: CompiledQuery[] = []
  const keep = (query: CompiledQuery) => {
    if (keeps(query)) queries.push(query)
  }
  const db = cx.db.withPlugin({
    transformQuery: ({ node, queryId }) => {
      keep(cx.db.getExecutor().compileQuery(node, queryId))
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  })
  const engine: Cx['engine'] = {
    ...cx.engine,
    read: (query) => {
      keep(query)
      return cx.engine.read(query)
    },
  }
  return { cx: { ...cx, db, engine }, queries }
}
