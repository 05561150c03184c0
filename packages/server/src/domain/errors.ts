/** What can go wrong, in our own words. Each dialect says it in its numbers. */
export const errors = {
  invalid_input: 'The request is not valid.',
  not_signed_in: 'Sign in first.',
  wrong_password: 'The e-mail address or the password is wrong.',
  forbidden: 'You have no permission for this.',
  ticket_not_found: 'The ticket does not exist or is not visible to you.',
  message_not_found: 'The message does not exist or is not visible to you.',
  user_not_found: 'The person does not exist or is not visible to you.',
  user_not_visible: 'The person is outside of what this app may see.',
  department_not_found: 'The department does not exist or is not visible to you.',
  app_not_found: 'The app does not exist or is not visible to you.',
  helpdesk_not_found: 'The help desk does not exist or is not visible to you.',
  agent_not_found: 'The agent does not exist or is not visible to you.',
  skill_not_found: 'The skill does not exist or is not visible to you.',
  ticket_closed: 'The ticket is closed.',
  ticket_open: 'The ticket is not closed.',
  ticket_not_pending: 'The ticket is not on hold.',
  ticket_not_with_bot: 'The ticket is closed or with people already.',
  ticket_changed: 'Somebody else has changed the ticket meanwhile.',
  ticket_merged: 'The ticket has been merged into another one.',
  ticket_not_merged: 'The ticket is not merged into another one.',
  ticket_not_split: 'The ticket was not split from another one.',
  fields_required: 'Fields that the ticket must have are empty.',
  category_not_found: 'The category does not exist or is not visible to you.',
  category_not_empty: 'The category still holds FAQs or categories.',
  faq_not_found: 'The FAQ does not exist or is not visible to you.',
  document_not_found: 'The document does not exist or is not visible to you.',
  guest_not_visible: 'The guest cannot see this help desk.',
  bad_url: 'The message contains a link that is not allowed.',
  bad_card: 'The card cannot be used.',
  message_too_long: 'The message is too long.',
  message_hidden: 'The message is in a chat that you do not belong to.',
  message_recalled: 'The message has been recalled.',
  message_too_old: 'The message is too old for this.',
  message_not_editable: 'A message of this type cannot be changed like this.',
  edited_too_often: 'The message has been edited as often as it can be.',
  not_the_sender: 'Only the sender of the message can do this.',
  chat_not_found: 'The chat does not exist or is not visible to you.',
  thread_not_found: 'The thread does not exist or is not visible to you.',
  chat_not_shareable: 'A chat between two parties cannot be shared.',
  chat_has_ticket: 'The guest has an open ticket in this chat.',
  not_in_chat: 'You do not belong to this chat.',
  user_resigned: 'The person has left the organisation.',
  file_not_found: 'The file does not exist or is not visible to you.',
  file_deleted: 'The file has been deleted.',
  file_too_large: 'The file is too large.',
  file_empty: 'The file is empty.',
  file_type_mismatch: 'A file of this type cannot be sent in a message of this type.',
  file_not_in_message: 'The file is not in this message.',
  no_files_in_message: 'A message of this type has no files.',
  image_not_recognised: 'The image has none of the known formats.',
  image_too_large: 'The image has too many pixels.',
  not_the_uploader: 'The file was uploaded by somebody else.',
  idempotency_conflict:
    'The Idempotency-Key belongs to another request, or to one that is still being worked on.',
  storage_full: 'There is no room for more files.',
  notification_not_found: 'The push does not exist or is not visible to you.',
  notification_state: 'The push is not in a state for this.',
  push_forbidden: 'Only the owner and admins of the help desk have a right to pushes.',
  draft_conflict: 'The draft has been changed on another device.',
  quick_reply_not_found: 'The quick reply does not exist or is not visible to you.',
  access_token_not_found: 'The AccessToken does not exist or is not visible to you.',
  identity_refused: 'The identity is not signed with the current secret of the widget, or has expired.',
  origin_not_allowed: 'This page is not on the list of pages that may hold the chat.',
  saved_view_not_found: 'The view does not exist or is not visible to you.',
  mailbox_not_found: 'The mailbox does not exist or is not visible to you.',
  mail_not_found: 'The mail does not exist or is not visible to you.',
  mail_state: 'The mail is not in a state for this.',
  custom_field_not_found: 'The field does not exist or is not visible to you.',
} as const satisfies Record<string, string>

export type ErrorCode = keyof typeof errors

/** One field that is wrong, and what is wrong with it. */
export interface FieldViolation {
  readonly field: string
  readonly value: string
  readonly description: string
}

export class AppError extends Error {
  readonly code: ErrorCode
  readonly violations: readonly FieldViolation[]
  /** What a page needs to tell more than the message does. */
  readonly details: Readonly<Record<string, unknown>> | undefined

  constructor(
    code: ErrorCode,
    options: {
      violations?: readonly FieldViolation[]
      details?: Readonly<Record<string, unknown>>
      cause?: unknown
    } = {},
  ) {
    super(errors[code], { cause: options.cause })
    this.code = code
    this.violations = options.violations ?? []
    this.details = options.details
  }
}

/** An `invalid_input` error about one field. */
export const invalid = (field: string, value: unknown, description: string): AppError =>
  new AppError('invalid_input', { violations: [{ field, value: shown(value), description }] })

/** A value as it is shown back to the caller: short, and never an object's inside. */
export function shown(value: unknown): string {
  if (value === undefined) return ''
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 100 ? `${text.slice(0, 100)}…` : text
}
