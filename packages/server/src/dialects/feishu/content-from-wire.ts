import { invalid } from '../../domain/errors.ts'
import { clean } from '../input.ts'

/** The SDKs send the content as JSON text, the vendor's own example as an object. */
export function contentFromWire(content: string | object): unknown {
  if (typeof content !== 'string') return content
  let parsed: unknown
  try {
    parsed = JSON.parse(content)
  } catch {
    throw invalid('content', content, 'must be JSON, for example {"text":"hello"}')
  }
  return clean(parsed, 'content')
}
