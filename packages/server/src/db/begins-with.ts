import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Engine } from './engine.ts'

/**
 * Whether a column of a user begins with a text, as a walk of an index. On SQLite `like` takes either case for the
 * other, which no index answers; on PostgreSQL a range means something else in each collation.
 */
export function beginsWith(
  kind: Engine['kind'],
  column: 'email' | 'mobile',
  text: string,
): RawBuilder<SqlBool> {
  const name = sql.ref(column)
  return kind === 'sqlite'
    ? sql<SqlBool>`(${name} >= ${text} and ${name} < ${`${text}\u{10ffff}`})`
    : sql<SqlBool>`${name} like ${`${text.replace(/[\\%_]/g, '\\$&')}%`}`
}
