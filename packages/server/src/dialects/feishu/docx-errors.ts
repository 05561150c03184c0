import type { Endpoint } from '@pipit/contract'
import { AppError } from '../../domain/errors.ts'
import { InputError } from '../input.ts'

/** The numbers of the document endpoints, which share none with the help desk's. */
export function docxCodeOf(error: unknown, endpoint: Endpoint | undefined) {
  if (!endpoint?.path.startsWith('/open-apis/docx/')) return undefined
  const code = error instanceof AppError ? error.code : error instanceof InputError ? 'invalid_input' : ''
  if (code === 'invalid_input') return { status: 400, code: 1770001, msg: 'invalid param' }
  if (code === 'document_not_found') return { status: 404, code: 1770002, msg: 'not found' }
  if (code === 'forbidden') return { status: 403, code: 1770032, msg: 'forbidden' }
  return code === '' ? { status: 500, code: 1771001, msg: 'server internal error' } : undefined
}
