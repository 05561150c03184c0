import { type SampleCall, address, formFields, pathNames, pathValue, queryPairs } from './call.ts'
import { go as syntax, literal } from './literal.ts'

const text = JSON.stringify
const lines = (...all: string[]): string => `${all.join('\n')}\n`

const program = (imports: readonly string[], body: readonly string[]): string =>
  lines(
    'package main',
    '',
    'import (',
    ...imports.map((one) => (one === '' ? '' : `\t${one}`)),
    ')',
    '',
    'func main() {',
    ...body.map((line) => (line === '' ? '' : `\t${line.replaceAll('\n', '\n\t')}`)),
    '}',
  )

const kinds = { tenant: 'Tenant', app: 'App', user: 'User' } as const
const check = ['if err != nil {', '\tpanic(err)', '}']

function queryParams(call: SampleCall): string[] {
  const values = new Map<string, string[]>()
  for (const [name, value] of queryPairs(call)) values.set(name, [...(values.get(name) ?? []), value])
  if (values.size === 0) return []
  const members = [...values].map(
    ([name, all]) => `${text(name)}: {${all.map((one) => text(one)).join(', ')}}`,
  )
  return [`\tQueryParams: larkcore.QueryParams{${members.join(', ')}},`]
}

/** For the official Go client. */
export function goSdk(call: SampleCall): string {
  const { endpoint } = call.listed
  if (endpoint.envelope === 'redirect')
    return program(['"fmt"'], ['// Open this address in a browser.', `fmt.Println(${text(address(call))})`])
  const { upload } = endpoint
  const names = pathNames(call)
  const kind = call.token && call.token in kinds ? kinds[call.token as keyof typeof kinds] : 'None'
  const options = [
    ...(endpoint.helpdesk ? ['larkcore.WithNeedHelpDeskAuth()'] : []),
    ...(call.token === 'user' ? ['larkcore.WithUserAccessToken(os.Getenv("USER_ACCESS_TOKEN"))'] : []),
    ...(endpoint.envelope === 'binary' ? ['larkcore.WithFileDownload()'] : []),
  ]
  const file = upload
    ? [
        `file, err := os.Open(${text(call.file)})`,
        ...check,
        'defer file.Close()',
        'form := larkcore.NewFormdata()',
      ]
    : []
  const fields = upload
    ? [
        ...formFields(call).map(([name, value]) => `form.AddField(${text(name)}, ${text(value)})`),
        `form.AddFile(${text(upload.part)}, file)`,
      ]
    : []
  const body = upload ? 'form' : call.body === undefined ? undefined : literal(syntax, call.body, '\t')
  return program(
    [
      '"context"',
      ...(endpoint.envelope === 'binary' ? [] : ['"fmt"']),
      '"net/http"',
      '"os"',
      '',
      'lark "github.com/larksuite/oapi-sdk-go/v3"',
      'larkcore "github.com/larksuite/oapi-sdk-go/v3/core"',
    ],
    [
      `client := lark.NewClient(${text(call.appId)}, os.Getenv("APP_SECRET"),`,
      `\tlark.WithOpenBaseUrl(${text(call.baseUrl)}),`,
      ...(endpoint.helpdesk
        ? [`\tlark.WithHelpdeskCredential(${text(call.helpdeskId)}, os.Getenv("HELPDESK_TOKEN")),`]
        : []),
      ')',
      ...file,
      ...fields,
      'resp, err := client.Do(context.Background(), &larkcore.ApiReq{',
      `\tHttpMethod: http.Method${endpoint.method[0]}${endpoint.method.slice(1).toLowerCase()},`,
      `\tApiPath: ${text(endpoint.path)},`,
      ...(names.length > 0
        ? [
            `\tPathParams: larkcore.PathParams{${names.map((name) => `${text(name)}: ${text(pathValue(call, name))}`).join(', ')}},`,
          ]
        : []),
      ...queryParams(call),
      ...(body === undefined ? [] : [`\tBody: ${body},`]),
      `\tSupportedAccessTokenTypes: []larkcore.AccessTokenType{larkcore.AccessTokenType${kind}},`,
      `}${options.map((one) => `, ${one}`).join('')})`,
      ...check,
      ...(endpoint.envelope === 'binary'
        ? ['if err := os.WriteFile("download", resp.RawBody, 0o644); err != nil {', '\tpanic(err)', '}']
        : ['fmt.Println(string(resp.RawBody))']),
    ],
  )
}
