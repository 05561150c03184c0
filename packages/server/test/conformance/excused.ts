import { type Fact, allFacts } from '../shape.ts'

interface Excuse {
  readonly codes: readonly number[]
  readonly why: string
  readonly only?: (fact: Fact) => boolean
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i)
const on =
  (...ids: readonly string[]) =>
  ({ id }: Fact): boolean =>
    ids.includes(id)
const family =
  (prefix: string) =>
  ({ id }: Fact): boolean =>
    id.startsWith(prefix)

/**
 * Documented errors that cannot happen here, each with the reason; docs/compat/conformance.md repeats them. The vendor
 * copies one list of numbers onto many pages, so most are about features that the endpoint does not have.
 */
export const excuses: readonly Excuse[] = [
  {
    codes: [154003],
    only: ({ tokens }) => !tokens.includes('user'),
    why: 'a program has the rights of the desk’s owner once its help desk header is right',
  },
  {
    codes: [154004],
    only: on('helpdesk.v1.agent.agent_email', 'helpdesk.v1.ticket.customized_fields'),
    why: 'the list names nothing that could be missing; an empty one is an answer',
  },
  {
    codes: [154004],
    only: on('helpdesk.v1.faq.list'),
    why: 'a category that does not exist has no FAQs: an empty list',
  },
  {
    codes: [154004],
    only: on('helpdesk.v1.notification.create'),
    why: 'what a draft names is part of its fields, and 154000 says which of them is wrong',
  },
  {
    codes: [154005],
    only: on('helpdesk.v1.notification.get'),
    why: 'everybody who serves on the desk may read its pushes; others get 154003',
  },
  {
    codes: [10012, 10013],
    only: on('auth.v3.app_access_token.internal', 'auth.v3.tenant_access_token.internal'),
    why: 'about app tickets and tenants of marketplace apps; a self-built app needs neither',
  },
  { codes: [10013], only: on('auth.v3.app_access_token.create'), why: 'about tenant tokens' },
  {
    codes: [10012, 10015],
    only: on('auth.v3.tenant_access_token.create'),
    why: 'the call has no ticket and no secret',
  },
  {
    codes: [20008, 20023],
    only: family('authen.'),
    why: 'people are never deleted: who has left is 20021',
  },
  {
    codes: [20002, 20025, 20028, 20035],
    only: family('authen.v1.'),
    why: 'the app stands in the header: a bad token has the numbers of tokens',
  },
  {
    codes: [20007],
    only: family('authen.v1.oidc'),
    why: 'every reason has a number of its own',
  },
  {
    codes: [20009, 20010],
    only: family('authen.'),
    why: 'needs a marketplace app that is taken away between consent and code: marketplace.test.ts, oauth-consent.test.ts',
  },
  { codes: [20029], only: family('authen.v1.oidc'), why: 'the call has no redirect_uri' },
  { codes: [20039], why: 'no user token is looked up' },
  { codes: [20046], why: 'there is one brand' },
  { codes: [20001], only: on('authen.v1.user_info.get'), why: 'the call has no parameters' },
  { codes: [20072], why: 'the database being away is a fault, 20050' },
  { codes: [230006, 234007], why: 'every app has its bot' },
  { codes: [230020], why: 'every rate limit is HTTP 429 with 99991400' },
  { codes: [230019], why: 'no call names a topic' },
  { codes: [230022, 230028, 230035], why: 'messages are not censored' },
  {
    codes: [230036, 230074, 230075, 234041],
    why: 'there is no customer key to lose',
    only: ({ id }) => id !== 'im.v1.message.update',
  },
  { codes: [230074], why: 'there is no customer key to lose' },
  { codes: [230038], why: 'another tenant’s people do not exist' },
  { codes: [230049], why: 'a message is sent when the call returns' },
  { codes: [230053], why: 'nobody can mute a bot' },
  {
    codes: [230054],
    only: on('im.v1.message.create', 'im.v1.message.delete'),
    why: 'every type can be sent and taken back',
  },
  { codes: [232009], why: 'chats are not dissolved' },
  {
    codes: [230013],
    only: ({ id }) => id !== 'im.v1.message.create',
    why: 'only a new message looks for the person',
  },
  {
    codes: [230027],
    only: ({ id }) => id !== 'im.v1.message.patch',
    why: 'who belongs to the chat may; others get 230002 or 230050',
  },
  {
    codes: [230110],
    only: on('im.v1.message.get', 'im.v1.message.list'),
    why: 'a message that was taken back is shown as deleted',
  },
  {
    codes: [230110],
    only: on('im.v1.message.patch', 'im.v1.message.update'),
    why: 'the same as 230011, which comes first',
  },
  {
    codes: [230018],
    only: on('im.v1.message.update'),
    why: 'a sent message can be edited whatever has become of the ticket',
  },
  {
    codes: [230071, 230072, 230111],
    only: on('im.v1.message.reply'),
    why: 'every chat has threads, and no message is merged or destroys itself',
  },
  {
    codes: [230050, 230055, 230073],
    only: on('im.v1.message.update'),
    why: 'about people, files and threads; a program edits its own text',
  },
  { codes: [231203, 231204], why: 'every chat and every app can be read' },
  { codes: [232096], why: 'there is no mode without writes' },
  { codes: [234002], why: 'tokens are refused by the platform: 99991663 and its neighbours' },
  { codes: [234009, 234019, 234040], why: 'who belongs to the chat may; other programs get 234004' },
  { codes: [234037], why: 'what could be uploaded can be downloaded' },
  { codes: [234038], why: 'there is no restricted mode' },
  {
    codes: [234042],
    only: ({ method }) => method === 'GET',
    why: 'reading needs no space',
  },
  { codes: [40003], why: 'a fault is HTTP 500 with 155000, so that monitors see it' },
  {
    codes: [41050],
    only: on('contact.v3.user.batch', 'contact.v3.user.find_by_department'),
    why: 'a list leaves out whom the app may not see; a department it may not see is 40004',
  },
  {
    codes: [40004],
    only: on('contact.v3.user.batch'),
    why: 'the call names no department',
  },
  { codes: [1, 1000040343], only: on('ws.endpoint'), why: 'the server has no state of being busy' },
  {
    codes: [1000040350],
    only: on('ws.endpoint'),
    why: 'needs fifty open connections: the tests of the long connection open them',
  },
  {
    codes: [1770002],
    only: on('docx.v1.document.create'),
    why: 'nothing is looked up',
  },
  {
    codes: [
      ...range(1770003, 1770008),
      ...range(1770010, 1770015),
      ...range(1770019, 1770022),
      ...range(1770024, 1770031),
      1770033,
      1770034,
    ],
    why: 'about blocks, tables and deleted documents, on pages that only create and read',
  },
  {
    codes: [1770036, 1770037, 1770039, 1770040, 1771006],
    why: 'there are no folders: a folder token is kept with the document',
  },
  { codes: [1770032], why: 'everybody of the organisation may read its articles' },
  { codes: [1771002, 1771003, 1771004, 1771005], why: 'about the vendor’s gateway' },
]

/** Why a documented error cannot be provoked on an endpoint; nothing when it can. */
export const excuseOf = (fact: Fact, code: number): string | undefined =>
  excuses.find((excuse) => excuse.codes.includes(code) && (excuse.only?.(fact) ?? true))?.why

/** The first of a list, and how many more there are. */
const several = (items: readonly (string | number)[], limit: number): string =>
  items.length > limit
    ? `${items.slice(0, limit - 1).join(', ')} and ${items.length - limit + 1} more`
    : items.join(', ')

/** The excuses as a Markdown table, for docs/compat/conformance.md. */
export function excusesTable(): string {
  const rows = excuses.map(({ codes, why, only }) => {
    const where = allFacts.filter(
      (fact) => (only?.(fact) ?? true) && fact.errors.some(([, code]) => codes.includes(code)),
    )
    const ids = where.map(({ id }) => `\`${id}\``)
    return `| ${several(codes, 6)} | ${several(ids, 3)} | ${why} |`
  })
  return ['| code | endpoints | why it does not happen |', '| --- | --- | --- |', ...rows].join('\n')
}
