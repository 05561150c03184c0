import type { visitor as contract } from '@pipit/contract'
import { addFile, addImage } from '../../domain/files.ts'
import { openMessageFile } from '../../domain/message-resources.ts'
import { AppError } from '../../domain/errors.ts'
import { asGuest } from '../../domain/visits.ts'
import type { Exchange, Handlers } from '../handlers.ts'
import { binaryOf } from '../feishu/im-resource.ts'
import { guestOf, visitOf } from './dialect.ts'

/** The schema has made sure that there is one. */
const received = ({ file }: Exchange) => file!

export const file: Handlers<typeof contract.file> = {
  image: async (cx, _input, exchange) => {
    const guest = await asGuest(cx, visitOf(exchange.request))
    return { image_key: (await addImage(guest, 'message', received(exchange))).id }
  },
  upload: async (cx, { body }, exchange) => {
    const guest = await asGuest(cx, visitOf(exchange.request))
    return { file_key: (await addFile(guest, { type: 'stream', name: body.name }, received(exchange))).id }
  },
  get: async (cx, { params }, { request }) => {
    if (guestOf(request) === '') throw new AppError('message_not_found')
    const kind = params.key.startsWith('img_') ? 'image' : 'file'
    return binaryOf(await openMessageFile(cx, params.message_id, { kind, key: params.key }))
  },
}
