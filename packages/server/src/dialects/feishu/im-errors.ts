import type { Endpoint } from '@pipit/contract'
import { AppError, type ErrorCode, errors } from '../../domain/errors.ts'
import { InputError } from '../input.ts'

interface WireCode {
  readonly status: number
  readonly code: number
  readonly msg: string
}

const wire = (code: number, msg: string): WireCode => ({ status: code === 234002 ? 401 : 400, code, msg })

const invalidMessage = wire(230001, 'Your request contains an invalid request parameter')
const invalidFile = wire(234001, 'Invalid request param')

/**
 * The numbers of the message and file pages. Several are about the same thing on different pages: the first that the
 * endpoint itself documents is its own.
 */
const codes: Partial<Record<ErrorCode, readonly WireCode[]>> = {
  message_not_found: [invalidMessage, invalidFile],
  message_hidden: [
    wire(230050, 'The message is invisible to the operator'),
    wire(234040, 'The message is invisible to the operator'),
  ],
  message_recalled: [
    wire(230011, 'The message is recalled'),
    wire(230110, 'Action unavailable as the message has been deleted'),
  ],
  message_too_old: [
    wire(230009, 'Message has expired when recall message'),
    wire(230031, 'Message can only be modified within 14 days after sending'),
    wire(230075, 'The message has exceeded the time that can be edited'),
  ],
  message_not_editable: [
    wire(230054, 'This operation is not supported for this message type'),
    invalidMessage,
  ],
  edited_too_often: [wire(230072, 'The message has reached the number of times it can be edited')],
  not_the_sender: [
    wire(230071, 'The operator is not the sender of the message'),
    wire(230026, 'No permission to recall this message'),
    wire(230027, 'Lack of necessary permissions'),
  ],
  message_too_long: [wire(230025, 'The length of the message content reaches its limit')],
  bad_card: [wire(230099, 'Failed to create card content'), invalidMessage],
  bad_url: [invalidMessage],
  chat_not_found: [wire(230034, 'The receive_id is invalid'), invalidMessage],
  user_not_found: [wire(230034, 'The receive_id is invalid')],
  user_resigned: [wire(230029, 'User has resigned')],
  guest_not_visible: [wire(230013, 'Bot has NO availability to this user')],
  not_in_chat: [wire(230002, 'The bot can not be outside the group'), wire(234004, 'App not in chat')],
  thread_not_found: [wire(230073, 'The thread is invisible to the operator')],
  chat_not_shareable: [wire(230015, 'P2P chat can NOT be shared')],
  ticket_closed: [wire(230018, 'These operations are NOT allowed at current group settings')],
  forbidden: [wire(230027, 'Lack of necessary permissions'), wire(234009, 'Lack of necessary permissions')],
  not_the_uploader: [
    wire(230017, 'Bot is NOT the owner of the resource'),
    wire(234008, 'The app is not the resource sender'),
    wire(230027, 'Lack of necessary permissions'),
  ],
  file_type_mismatch: [wire(230055, 'The type of file upload does not match the type of message being sent')],
  file_not_found: [invalidFile, invalidMessage],
  file_deleted: [
    wire(234005, 'The file has been deleted'),
    wire(230110, 'Action unavailable as the message has been deleted'),
  ],
  file_not_in_message: [wire(234003, 'File not in message')],
  no_files_in_message: [wire(234043, 'Unsupported message type')],
  file_too_large: [wire(234006, 'The file size exceed the max value')],
  file_empty: [wire(234010, "File's size can't be 0")],
  image_not_recognised: [wire(234011, "Can't recognize the image format")],
  image_too_large: [wire(234039, 'Image resolution exceeds limit')],
  storage_full: [wire(234042, 'Tenant storage error, such as full storage space')],
}

/** The number of an error on the message and file endpoints; nothing elsewhere. */
export function imCodeOf(error: unknown, endpoint: Endpoint | undefined): WireCode | undefined {
  if (!endpoint?.path.startsWith('/open-apis/im/')) return undefined
  const documented = (wire: WireCode) => endpoint.errors?.includes(wire.code)
  if (error instanceof InputError || (error instanceof AppError && error.code === 'invalid_input'))
    return [invalidMessage, invalidFile].find(documented)
  return error instanceof AppError ? codes[error.code]?.find(documented) : undefined
}

const badRequest = (code: ErrorCode): WireCode => ({
  status: 400,
  code: 154000,
  msg: `Bad request. ${errors[code]}`,
})
const notFound: WireCode = { status: 404, code: 154004, msg: 'Resource not found' }

/** What the help desk pages have no number of their own for. */
export const imOnly = {
  bad_card: badRequest('bad_card'),
  message_too_long: badRequest('message_too_long'),
  message_hidden: notFound,
  message_recalled: badRequest('message_recalled'),
  message_too_old: badRequest('message_too_old'),
  message_not_editable: badRequest('message_not_editable'),
  edited_too_often: badRequest('edited_too_often'),
  not_the_sender: badRequest('not_the_sender'),
  chat_not_found: notFound,
  thread_not_found: notFound,
  chat_not_shareable: badRequest('chat_not_shareable'),
  not_in_chat: { status: 403, code: 154003, msg: 'Forbidden, please check you have the correct access' },
  user_resigned: badRequest('user_resigned'),
  file_not_found: notFound,
  file_too_large: badRequest('file_too_large'),
  file_empty: badRequest('file_empty'),
  file_type_mismatch: badRequest('file_type_mismatch'),
  file_not_in_message: notFound,
  no_files_in_message: notFound,
  image_not_recognised: badRequest('image_not_recognised'),
  image_too_large: badRequest('image_too_large'),
  not_the_uploader: badRequest('not_the_uploader'),
  storage_full: { status: 500, code: 155000, msg: 'Internal error' },
} as const satisfies Partial<Record<ErrorCode, WireCode>>
