import { isText } from '../json.ts'
import type { Scenario } from '../scenario.ts'

const document = (method: string) => `docx.v1.document.${method}`

/** A document is created and read. */
export const documents: Scenario = async (run) => {
  const made = await run.sdk(document('create'), { data: { title: '退款指南 Refund guide' } })
  const path = { document_id: made.document.document_id as string }
  const got = await run.sdk(document('get'), { path })
  run.shows([document('create'), document('get')], got.document, {
    document_id: path.document_id,
    title: '退款指南 Refund guide',
    revision_id: Number.isSafeInteger,
  })
  const raw = await run.sdk(document('raw_content'), { path, params: { lang: 0 } })
  run.shows(document('raw_content'), raw.content, (text: string) => text.includes('Refund guide'))
  await run.inside(async ({ change }) => {
    await change('documents', { content: '七天之内' }, { id: path.document_id })
    const written = await run.sdk(document('raw_content'), { path })
    run.shows(document('raw_content'), written.content, (text: string) => text.includes('七天之内'))
  })
  await run.sdk(document('get'), { path }, { as: 'user' })
  run.shows(document('get'), got.document.document_id, isText)
}
