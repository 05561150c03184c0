import { concat, utf8 } from './bytes.ts'
import { ConfigError } from './errors.ts'
import { scalar } from './path.ts'
import type { Body } from './transport.ts'
import type { BlobLike } from './web.ts'

type FileData = Uint8Array | ArrayBuffer | BlobLike | AsyncIterable<Uint8Array>

/** A file to upload: bytes, a Blob or File, a stream, or any of them with a name and a type. */
export type FileInput = FileData | { readonly data: FileData; readonly name?: string; readonly type?: string }

export interface Multipart {
  readonly contentType: string
  readonly body: Body
}

/** `multipart/form-data` of plain members and one file. */
export async function toMultipart(data: unknown, file: string): Promise<Multipart> {
  const members: Readonly<Record<string, unknown>> = { ...(data as object | undefined) }
  const boundary = `pipit-${crypto.randomUUID()}`
  let head = ''
  for (const [name, value] of Object.entries(members)) {
    if (name === file || value === undefined || value === null) continue
    head += `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"\r\n\r\n`
    head += `${scalar(`data.${name}`, value)}\r\n`
  }
  const { data: content, name, type } = described(`data.${file}`, members[file])
  const fileName = name ?? (typeof members['file_name'] === 'string' ? members['file_name'] : file)
  head +=
    `--${boundary}\r\nContent-Disposition: form-data; name="${file}"; filename="${quoted(fileName)}"\r\n` +
    `Content-Type: ${clean(type)}\r\n\r\n`
  const tail = utf8(`\r\n--${boundary}--\r\n`)
  const contentType = `multipart/form-data; boundary=${boundary}`
  if (isAsyncIterable(content)) return { contentType, body: chain(utf8(head), content, tail) }
  return { contentType, body: concat([utf8(head), await toBytes(content), tail]) }
}

function described(
  field: string,
  input: unknown,
): { data: FileData; name: string | undefined; type: string } {
  const isWrapper = typeof input === 'object' && input !== null && 'data' in input && !isFileData(input)
  const wrapper = (isWrapper ? input : { data: input }) as { data: unknown; name?: string; type?: string }
  const { data } = wrapper
  if (!isFileData(data)) {
    throw new ConfigError(
      field,
      `${field} must be a file: a Buffer or Uint8Array, an ArrayBuffer, a Blob or File, a stream, or { data, name, type }.`,
    )
  }
  const own = data as { readonly name?: unknown; readonly type?: unknown; readonly path?: unknown }
  const path = typeof own.path === 'string' ? own.path.split(/[/\\]/).pop() : undefined
  return {
    data,
    name: wrapper.name ?? (typeof own.name === 'string' && own.name ? own.name : path),
    type: wrapper.type ?? (typeof own.type === 'string' && own.type ? own.type : 'application/octet-stream'),
  }
}

const isAsyncIterable = (value: object): value is AsyncIterable<Uint8Array> => Symbol.asyncIterator in value

const isBlob = (value: object): value is BlobLike =>
  'arrayBuffer' in value && typeof value.arrayBuffer === 'function'

const isFileData = (value: unknown): value is FileData =>
  typeof value === 'object' &&
  value !== null &&
  (value instanceof Uint8Array || value instanceof ArrayBuffer || isBlob(value) || isAsyncIterable(value))

async function toBytes(data: Exclude<FileData, AsyncIterable<Uint8Array>>): Promise<Uint8Array> {
  if (data instanceof Uint8Array) return data
  return new Uint8Array(data instanceof ArrayBuffer ? data : await data.arrayBuffer())
}

/** Head, file, tail; the first chunk of the file is asked for at once. */
function chain(
  head: Uint8Array,
  content: AsyncIterable<Uint8Array>,
  tail: Uint8Array,
): AsyncIterable<Uint8Array> {
  const iterator = content[Symbol.asyncIterator]()
  // A stream of a missing file fails before its turn comes, and with nobody listening it ends the process.
  const first = iterator.next()
  first.catch(() => {})
  return (async function* () {
    yield head
    for (let next = await first; !next.done; next = await iterator.next()) yield next.value
    yield tail
  })()
}

// As browsers write names in form data: a quote or a line break must not end the header.
const quoted = (text: string) => text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const clean = (type: string) =>
  /^[\w.+-]+\/[\w.+-]+(;[ -~]*)?$/.test(type) ? type : 'application/octet-stream'
