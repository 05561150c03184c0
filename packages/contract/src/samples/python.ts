import { resourceOf } from '../catalogue.ts'
import type { Json } from '../openapi/json.ts'
import {
  type SampleCall,
  address,
  filledPath,
  formMembers,
  pathNames,
  pathValue,
  queryPairs,
  tokenVariable,
} from './call.ts'
import { literal, python as syntax } from './literal.ts'

const py = (value: Json, indent = ''): string => literal(syntax, value, indent)
const env = (name: string): string => `os.environ[${py(name)}]`
const lines = (...all: string[]): string => `${all.join('\n')}\n`
const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const pascal = (name: string): string => name[0]!.toUpperCase() + name.slice(1)

const client = (call: SampleCall): string[] => [
  'client = (',
  '    lark.Client.builder()',
  `    .app_id(${py(call.appId)})`,
  `    .app_secret(${env('APP_SECRET')})`,
  `    .domain(${py(call.baseUrl)})`,
  ...(call.token === 'user' ? ['    .enable_set_token(True)'] : []),
  '    .build()',
  ')',
]

/** This client knows no help desk header, so it is given by hand. */
const deskHeader = (): string => `{"X-Lark-Helpdesk-Authorization": ${env('HELPDESK_AUTHORIZATION')}}`

/** Bytes need the typed methods of the client; everything else is called by its path. */
function typedRequest(call: SampleCall): string[] {
  const { id, endpoint } = call.listed
  const [, , resource = '', method = ''] = id.split('.')
  const name = `${pascal(method)}${pascal(resource)}Request`
  const parts = id.split('.').slice(0, 2).join('.')
  const upload = endpoint.upload
  const values: [string, Json][] = upload
    ? []
    : [
        ...pathNames(call).map((one): [string, Json] => [one, pathValue(call, one)]),
        ...Object.entries(call.query),
      ]
  const body = upload && [
    '    .request_body(',
    `        ${name}Body.builder()`,
    ...formMembers(call).map(([field, value]) => `        .${field}(${py(value)})`),
    `        .${upload.part}(open(${py(call.file)}, "rb"))`,
    '        .build()',
    '    )',
  ]
  return [
    `from lark_oapi.api.${parts} import ${upload ? `${name}, ${name}Body` : name}`,
    '',
    ...client(call),
    'request = (',
    `    ${name}.builder()`,
    ...values.map(([field, value]) => `    .${field}(${py(value)})`),
    ...(body ?? []),
    '    .build()',
    ')',
    ...option(call, true),
    `response = client.${snake(resourceOf(call.listed))}.${snake(method)}(request${hasOption(call, true) ? ', option' : ''})`,
    ...(upload
      ? ['print(str(response.raw.content, "utf-8"))']
      : ['with open("download", "wb") as file:', '    file.write(response.file.read())']),
  ]
}

const hasOption = (call: SampleCall, typed: boolean): boolean =>
  call.token === 'user' || (typed && call.listed.endpoint.helpdesk === true)

function option(call: SampleCall, typed: boolean): string[] {
  if (!hasOption(call, typed)) return []
  const user = call.token === 'user' ? `.user_access_token(${env('USER_ACCESS_TOKEN')})` : ''
  const desk = typed && call.listed.endpoint.helpdesk ? `.headers(${deskHeader()})` : ''
  return [`option = lark.RequestOption.builder()${user}${desk}.build()`]
}

const kinds = { tenant: 'TENANT', app: 'APP', user: 'USER' } as const

/** For the official Python client. */
export function pythonSdk(call: SampleCall): string {
  const { endpoint } = call.listed
  if (endpoint.envelope === 'redirect')
    return lines('# Open this address in a browser.', `print(${py(address(call))})`)
  const head = ['import os', '', 'import lark_oapi as lark']
  if (endpoint.upload || endpoint.envelope === 'binary') return lines(...head, ...typedRequest(call))
  const pairs = queryPairs(call)
  const kind = call.token && call.token in kinds ? kinds[call.token as keyof typeof kinds] : undefined
  return lines(
    ...head,
    '',
    ...client(call),
    'request = (',
    '    lark.BaseRequest.builder()',
    `    .http_method(lark.HttpMethod.${endpoint.method})`,
    `    .uri(${py(filledPath(call))})`,
    ...(kind ? [`    .token_types({lark.AccessTokenType.${kind}})`] : []),
    ...(pairs.length > 0
      ? [`    .queries([${pairs.map(([name, value]) => `(${py(name)}, ${py(value)})`).join(', ')}])`]
      : []),
    ...(endpoint.helpdesk ? [`    .headers(${deskHeader()})`] : []),
    ...(call.body === undefined ? [] : [`    .body(${py(call.body, '    ')})`]),
    '    .build()',
    ')',
    ...option(call, false),
    `response = client.request(request${hasOption(call, false) ? ', option' : ''})`,
    'print(str(response.raw.content, "utf-8"))',
  )
}

/** Without a client of ours, for the API of AccessTokens. */
export function pythonRequests(call: SampleCall): string {
  const { endpoint } = call.listed
  const pairs = queryPairs(call)
  return lines(
    ...(call.token ? ['import os', ''] : []),
    'import requests',
    '',
    `response = requests.${endpoint.method.toLowerCase()}(`,
    `    ${py(call.baseUrl + filledPath(call))},`,
    ...(pairs.length > 0
      ? [`    params=[${pairs.map(([name, value]) => `(${py(name)}, ${py(value)})`).join(', ')}],`]
      : []),
    ...(call.token ? [`    headers={"Authorization": "Bearer " + ${env(tokenVariable[call.token])}},`] : []),
    ...(call.body === undefined ? [] : [`    json=${py(call.body, '    ')},`]),
    ')',
    endpoint.envelope === 'binary'
      ? 'open("download.xlsx", "wb").write(response.content)'
      : 'print(response.status_code, response.json())',
  )
}
