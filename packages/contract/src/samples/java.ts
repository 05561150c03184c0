import { type SampleCall, address, formMembers, target } from './call.ts'
import { java as syntax, literal } from './literal.ts'

const text = JSON.stringify
const camel = (name: string): string => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
const pascal = (name: string): string => name[0]!.toUpperCase() + name.slice(1)
const kinds = { tenant: 'Tenant', app: 'App', user: 'User' } as const

const program = (imports: readonly string[], body: readonly string[]): string =>
  `${[
    ...imports.toSorted().map((name) => `import ${name};`),
    ...(imports.length > 0 ? [''] : []),
    'public class Sample {',
    '    public static void main(String[] args) throws Exception {',
    ...body.map((line) => `        ${line.replaceAll('\n', '\n        ')}`),
    '    }',
    '}',
  ].join('\n')}\n`

const client = (call: SampleCall): string[] => [
  `Client client = Client.newBuilder(${text(call.appId)}, System.getenv("APP_SECRET"))`,
  `    .openBaseUrl(${text(call.baseUrl)})`,
  ...(call.listed.endpoint.helpdesk
    ? [`    .helpDeskCredential(${text(call.helpdeskId)}, System.getenv("HELPDESK_TOKEN"))`]
    : []),
  '    .build();',
]

/** Uploads need the typed methods of the client; everything else is called by its path. */
function upload(call: SampleCall, part: string): string {
  const [domain = '', version = '', resource = '', method = ''] = call.listed.id.split('.')
  const name = `${pascal(method)}${pascal(resource)}`
  const model = `com.lark.oapi.service.${domain}.${version}.model.${name}`
  return program(
    ['com.lark.oapi.Client', `${model}Req`, `${model}ReqBody`, `${model}Resp`, 'java.io.File'],
    [
      ...client(call),
      `${name}Req req = ${name}Req.newBuilder()`,
      `    .${camel(`${method}_${resource}_req_body`)}(${name}ReqBody.newBuilder()`,
      ...formMembers(call).map(([field, value]) => `        .${camel(field)}(${literal(syntax, value)})`),
      `        .${camel(part)}(new File(${text(call.file)}))`,
      '        .build())',
      '    .build();',
      `${name}Resp resp = client.${domain}().${version}().${resource}().${method}(req);`,
      'System.out.println(resp.getCode() + " " + resp.getMsg());',
    ],
  )
}

/** For the official Java client. */
export function javaSdk(call: SampleCall): string {
  const { endpoint } = call.listed
  if (endpoint.envelope === 'redirect')
    return program([], ['// Open this address in a browser.', `System.out.println(${text(address(call))});`])
  if (endpoint.upload) return upload(call, endpoint.upload.part)
  const kind = call.token && call.token in kinds ? kinds[call.token as keyof typeof kinds] : 'None'
  const options = [
    ...(endpoint.helpdesk ? ['.needHelpDeskAuth(true)'] : []),
    ...(call.token === 'user' ? ['.userAccessToken(System.getenv("USER_ACCESS_TOKEN"))'] : []),
    ...(endpoint.envelope === 'binary' ? ['.supportDownLoad()'] : []),
  ]
  const body = call.body === undefined ? 'null' : literal(syntax, call.body, '    ')
  const isFile = endpoint.envelope === 'binary'
  return program(
    [
      'com.lark.oapi.Client',
      'com.lark.oapi.core.request.RequestOptions',
      'com.lark.oapi.core.response.RawResponse',
      'com.lark.oapi.core.token.AccessTokenType',
      ...(isFile ? ['java.nio.file.Files', 'java.nio.file.Path'] : ['java.nio.charset.StandardCharsets']),
      ...(body.includes('List.of(') ? ['java.util.List'] : []),
      ...(body.includes('Map.ofEntries(') ? ['java.util.Map'] : []),
    ],
    [
      ...client(call),
      `RawResponse resp = client.${endpoint.method.toLowerCase()}(`,
      `    ${text(target(call))},`,
      `    ${body},`,
      `    AccessTokenType.${kind},`,
      `    RequestOptions.newBuilder()${options.join('')}.build());`,
      isFile
        ? 'Files.write(Path.of("download"), resp.getBody());'
        : 'System.out.println(new String(resp.getBody(), StandardCharsets.UTF_8));',
    ],
  )
}
