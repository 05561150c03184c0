import { type SampleCall, address, formFields, tokenVariable } from './call.ts'

/** A word for the shell that means exactly this. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

export function curl(call: SampleCall): string {
  const { endpoint } = call.listed
  const parts = [
    endpoint.method === 'GET' ? quoted(address(call)) : `-X ${endpoint.method} ${quoted(address(call))}`,
  ]
  if (endpoint.method === 'GET' && call.body !== undefined) parts[0] = `-X GET ${parts[0]}`
  if (call.token) parts.push(`-H "Authorization: Bearer $${tokenVariable[call.token]}"`)
  if (endpoint.helpdesk) parts.push('-H "X-Lark-Helpdesk-Authorization: $HELPDESK_AUTHORIZATION"')
  if (endpoint.upload) {
    for (const [name, value] of formFields(call)) parts.push(`--form-string ${quoted(`${name}=${value}`)}`)
    parts.push(`-F ${quoted(`${endpoint.upload.part}=@"${call.file.replaceAll(/["\\]/g, '\\$&')}"`)}`)
  } else if (call.body !== undefined) {
    parts.push("-H 'Content-Type: application/json'", `--data-raw ${quoted(JSON.stringify(call.body))}`)
  }
  if (endpoint.envelope === 'binary') parts.push('--output download')
  if (endpoint.envelope === 'redirect') parts.push('--include')
  return `curl ${parts.join(' \\\n  ')}\n`
}
