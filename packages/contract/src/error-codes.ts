import type { Endpoint } from './endpoint.ts'

/** HTTP status and meaning of the numbers of the Open Platform's face; docs/compat/feishu.md says where each was seen. */
const meanings: Readonly<Record<number, readonly [status: number, meaning: string]>> = {
  1: [200, 'The system is busy; try again'],
  403: [200, 'The app may not open a connection'],
  514: [200, 'App ID or secret is wrong'],
  10003: [200, 'A parameter is missing or malformed'],
  10012: [200, 'No app token could be made'],
  10013: [200, 'No tenant token could be made'],
  10014: [200, 'The app is not enabled'],
  10015: [200, 'The app secret is wrong'],
  10016: [200, 'The app ticket could not be sent again'],
  20001: [200, 'A parameter is missing or malformed'],
  20002: [200, 'App ID or secret is wrong'],
  20003: [200, 'The code is not valid; each is good once'],
  20004: [200, 'The code has expired'],
  20005: [200, 'The user token is not valid'],
  20007: [200, 'No user token could be made'],
  20008: [200, 'The person does not exist'],
  20009: [200, 'The app is not installed in the tenant'],
  20010: [400, 'The person may not use the app'],
  20013: [200, 'The tenant token is not valid'],
  20014: [200, 'The app token is not valid'],
  20021: [200, 'The person has left'],
  20022: [200, 'The person is suspended'],
  20023: [200, 'The person has not registered'],
  20024: [200, 'The code or token belongs to another app'],
  20025: [200, 'App ID or secret is missing'],
  20026: [200, 'The refresh token is not valid'],
  20027: [400, 'The app has not been granted this scope'],
  20028: [200, 'The app does not exist'],
  20029: [200, 'The redirect address is not registered'],
  20035: [200, 'App ID or secret is wrong'],
  20036: [200, 'The grant type is not supported'],
  20037: [200, 'The refresh token has expired'],
  20038: [200, 'The refresh token is not known'],
  20039: [200, 'The user token is not known'],
  20042: [200, 'The app is disabled'],
  20046: [200, 'The app belongs to another brand of the platform'],
  20048: [400, 'The app does not exist'],
  20049: [400, 'The code verifier does not fit the challenge'],
  20050: [500, 'Something failed on the server'],
  20063: [400, 'The request is malformed'],
  20064: [400, 'The refresh token was withdrawn'],
  20065: [400, 'The code was used before'],
  20066: [400, 'The person is suspended or has left'],
  20067: [400, 'A scope is named twice'],
  20068: [400, 'A scope may not be asked for'],
  20069: [400, 'The app is disabled'],
  20070: [400, 'The app proves itself in two ways at once'],
  20071: [400, 'The redirect address is not the one the code was sent to'],
  20072: [503, 'The server is away for a moment'],
  20073: [400, 'The refresh token was used before'],
  20074: [400, 'The app may not refresh tokens'],
  40001: [400, 'A parameter is missing or malformed'],
  40003: [400, 'Something failed on the server'],
  40004: [403, 'The app may not see this department'],
  40011: [400, 'The page size is not valid'],
  40012: [400, 'The page token is not valid'],
  41012: [400, 'The user ID is not valid'],
  41050: [400, 'The app may not see this person'],
  150001: [400, 'A parameter is missing or malformed'],
  154000: [400, 'A parameter is missing or malformed'],
  154001: [401, 'The help desk header is missing, wrong, or of another tenant'],
  154003: [403, 'This person or app may not do this'],
  154004: [404, 'There is nothing with this ID'],
  154005: [405, 'Not possible in the present state'],
  154401: [401, 'The ticket is closed'],
  154402: [401, 'The guest cannot see the help desk'],
  154403: [401, 'The message contains a link that is not allowed'],
  154404: [401, 'The image has been deleted'],
  155000: [500, 'Something failed on the server'],
  230001: [400, 'A parameter is missing or malformed'],
  230002: [400, 'The bot is not in the chat'],
  230006: [400, 'The app has no bot'],
  230009: [400, 'The message is too old to be recalled'],
  230011: [400, 'The message has been recalled'],
  230013: [400, 'The person is outside of what the bot may see'],
  230015: [400, 'A chat between two cannot be shared'],
  230017: [400, 'The file belongs to another app'],
  230018: [400, 'The settings of the group do not allow it'],
  230019: [400, 'The topic does not exist'],
  230020: [400, 'Too many messages; wait a moment'],
  230022: [400, 'The message contains sensitive content'],
  230025: [400, 'The message is too long'],
  230026: [400, 'Only the sender can recall the message'],
  230027: [400, 'A permission is missing'],
  230028: [400, 'The message was refused by review'],
  230029: [400, 'The receiver has left'],
  230031: [400, 'Messages can be changed for 14 days'],
  230034: [400, 'The receiver ID is not valid'],
  230035: [400, 'The chat does not let the bot write'],
  230036: [400, 'The key of the tenant has been deleted'],
  230038: [400, 'The chat belongs to another tenant'],
  230049: [400, 'The message is still being sent'],
  230050: [400, 'The caller cannot see the message'],
  230053: [400, 'The person has stopped messages of the bot'],
  230054: [400, 'This type of message cannot be sent here'],
  230055: [400, 'The file does not fit the type of the message'],
  230071: [400, 'The group has no threads'],
  230072: [400, 'Merged messages cannot be answered in a thread'],
  230073: [400, 'The caller cannot see the thread'],
  230074: [400, 'Messages of an encrypted group cannot be changed'],
  230075: [400, 'Encrypted messages cannot be sent'],
  230099: [400, 'The card is not valid'],
  230110: [400, 'The message has been deleted'],
  230111: [400, 'The message is about to delete itself'],
  231203: [400, 'Not possible in a chat of this type'],
  231204: [400, 'Not possible for an app of this type'],
  232009: [400, 'The chat has been dissolved'],
  232096: [400, 'Nothing can be written for the moment'],
  234001: [400, 'A parameter is missing or malformed'],
  234002: [401, 'The caller may not do this'],
  234003: [400, 'The file is not in the message'],
  234004: [400, 'The app is not in the chat'],
  234005: [400, 'The image has been deleted'],
  234006: [400, 'The file is too large'],
  234007: [400, 'The app has no bot'],
  234008: [400, 'The file was uploaded by another app'],
  234009: [400, 'A permission is missing'],
  234010: [400, 'The file is empty'],
  234011: [400, 'The image has none of the known formats'],
  234019: [400, 'The app and the tenant do not belong together'],
  234037: [400, 'The file is too large to be downloaded'],
  234038: [400, 'The message does not let its files be downloaded'],
  234039: [400, 'The image has too many pixels'],
  234040: [400, 'The caller cannot see the message'],
  234041: [400, 'The key of the tenant has been deleted'],
  234042: [400, 'There is no room for more files'],
  234043: [400, 'Messages of this type have no files'],
  1770001: [400, 'A parameter is missing or malformed'],
  1770002: [404, 'The document does not exist'],
  1770003: [400, 'The document has been deleted'],
  1770004: [400, 'The document has too many blocks'],
  1770005: [400, 'The blocks are nested too deeply'],
  1770006: [400, 'The content does not fit the schema'],
  1770007: [400, 'A block has too many children'],
  1770008: [400, 'The file is too large'],
  1770010: [400, 'The table has too many columns'],
  1770011: [400, 'The table has too many cells'],
  1770012: [400, 'The grid has too many columns'],
  1770013: [400, 'The relations of the blocks are not valid'],
  1770014: [400, 'A block does not fit its parent'],
  1770015: [400, 'One change names several documents'],
  1770019: [400, 'A block ID is used twice'],
  1770020: [400, 'The document is being copied'],
  1770021: [400, 'The document is too old'],
  1770022: [400, 'The page token is not valid'],
  1770024: [400, 'The change is not possible'],
  1770025: [400, 'The change does not fit the block'],
  1770026: [400, 'The row does not exist'],
  1770027: [400, 'The column does not exist'],
  1770028: [400, 'The block takes no children'],
  1770029: [400, 'A block of this type cannot be made'],
  1770030: [400, 'A block does not fit its parent'],
  1770031: [400, 'The children of the block cannot be deleted'],
  1770032: [403, 'The caller may not see the document'],
  1770033: [400, 'The text is too long'],
  1770034: [400, 'Too many changes at once'],
  1770036: [400, 'The folder is locked'],
  1770037: [400, 'The folder is full'],
  1770039: [400, 'The folder does not exist'],
  1770040: [403, 'The caller may not use the folder'],
  1771001: [500, 'Something failed on the server'],
  1771002: [500, 'Something failed on the server'],
  1771003: [500, 'Something failed on the server'],
  1771004: [500, 'Something failed on the server'],
  1771005: [503, 'The server is away for a moment'],
  1771006: [500, 'The folder could not be attached'],
  99991201: [404, 'There is no such API'],
  99991301: [405, 'The path takes another method'],
  99991400: [429, 'Too many calls; wait until the limit is reset'],
  99991401: [400, 'The address is not on the IP allow list of the app'],
  99991661: [400, 'The Authorization header is missing'],
  99991662: [400, 'The app is disabled'],
  99991663: [400, 'The tenant token is not valid, has expired, or is the wrong kind'],
  99991664: [400, 'The app token is not valid, has expired, or is the wrong kind'],
  99991668: [400, 'The user token is not valid or is the wrong kind'],
  99991671: [400, 'The token does not begin as tokens do'],
  99991672: [400, 'The app has not been granted the scope'],
  99991673: [400, 'The app is not installed in the tenant'],
  99991677: [400, 'The user token has expired'],
  99991679: [400, 'The person has not agreed to the scope'],
  99992402: [400, 'A parameter is missing or malformed'],
  1000040343: [200, 'Something failed on the server; try again'],
  1000040350: [200, 'The app has too many connections'],
}

export interface WireErrorCode {
  readonly code: number
  readonly status: number
  readonly meaning: string
}

const current = new Set(['/open-apis/authen/v2/oauth/token', '/oauth/v3/token'])

/** The same number comes with another status from the current token endpoints, and from one that answers tickets. */
function statusAt(endpoint: Endpoint, code: number, status: number): number {
  if (current.has(endpoint.path) && status === 200) return 400
  if (code === 154003 && endpoint.method === 'POST' && endpoint.path.endsWith('/tickets/:ticket_id/messages'))
    return 401
  return status
}

/** What a number of the Open Platform's face means at an endpoint. */
export function errorCode(code: number, endpoint: Endpoint): WireErrorCode {
  const [status, meaning] = meanings[code] ?? [400, 'Not documented']
  return { code, status: statusAt(endpoint, code, status), meaning }
}

/** What the platform itself refuses before an endpoint is reached: address, token, scope, rate. */
export function platformCodes(endpoint: Endpoint): WireErrorCode[] {
  const codes: number[] = []
  if (endpoint.tokens.length > 0) codes.push(99991661, 99991671, 99991662, 99991673, 99991401)
  if (endpoint.tokens.includes('tenant')) codes.push(99991663)
  if (endpoint.tokens.includes('app')) codes.push(99991664)
  if (endpoint.tokens.includes('user')) codes.push(99991668, 99991677)
  if (endpoint.scopes?.length) codes.push(99991672)
  if (endpoint.scopes?.length && endpoint.tokens.includes('user')) codes.push(99991679)
  if (endpoint.helpdesk && !endpoint.errors?.includes(154001)) codes.push(154001)
  if (endpoint.limit) codes.push(99991400)
  return codes.toSorted((a, b) => a - b).map((code) => errorCode(code, endpoint))
}

/** Every number of the platform itself, whatever is called. */
export const platformErrors = (): WireErrorCode[] =>
  Object.entries(meanings)
    .filter(([code]) => code.startsWith('9999'))
    .map(([code, [status, meaning]]) => ({ code: Number(code), status, meaning }))

/** The numbers an endpoint documents, in ascending order. */
export const documentedCodes = (endpoint: Endpoint): WireErrorCode[] =>
  [...(endpoint.errors ?? [])].sort((a, b) => a - b).map((code) => errorCode(code, endpoint))

/** Every number that has a meaning, for texts in other languages. */
export const knownCodes = (): number[] => Object.keys(meanings).map(Number)
