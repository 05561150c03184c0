/** One part as it goes over the wire: its header lines and its bytes. */
export interface Part {
  readonly headers: readonly string[]
  readonly body: string | Buffer
}

export interface MultipartBody {
  readonly headers: { readonly 'content-type': string }
  readonly payload: Buffer
}

const join = (boundary: string, parts: readonly Part[], contentType: string): MultipartBody => ({
  headers: { 'content-type': contentType },
  payload: Buffer.concat([
    ...parts.flatMap(({ headers, body }) => [
      Buffer.from(`--${boundary}\r\n${headers.map((line) => `${line}\r\n`).join('')}\r\n`),
      Buffer.from(body),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ]),
})

type Fields = Readonly<Record<string, string>>
type Writer = (fields: Fields, part: string, bytes: Buffer) => MultipartBody

const disposition = (name: string, rest = '') => `Content-Disposition: form-data; name="${name}"${rest}`
const octets = 'Content-Type: application/octet-stream'

/** The four official SDKs' ways to write the same upload. */
export const sdks = {
  /** `multipart.Writer` over a map: no order, a made-up file name. */
  go: (fields, part, bytes) => {
    const boundary = '5a0e8f'.repeat(10)
    const parts = Object.entries(fields).map(([name, body]) => ({ headers: [disposition(name)], body }))
    const file = { headers: [disposition(part, '; filename="unknown-file"'), octets], body: bytes }
    return join(boundary, [file, ...parts], `multipart/form-data; boundary=${boundary}`)
  },
  /** OkHttp: lengths in the parts, a charset behind the boundary. */
  java: (fields, part, bytes) => {
    const boundary = '3f2b4c1e-9d0a-4c77-8f63-0f4a1c2b3d4e'
    const parts = Object.entries(fields).map(([name, body]) => ({
      headers: [
        disposition(name),
        'Content-Type: text/plain; charset=utf-8',
        `Content-Length: ${Buffer.byteLength(body)}`,
      ],
      body,
    }))
    const file = {
      headers: [disposition(part, '; filename="unknown"'), octets, `Content-Length: ${bytes.length}`],
      body: bytes,
    }
    return join(boundary, [...parts, file], `multipart/form-data; boundary=${boundary}; charset=utf-8`)
  },
  /** The package form-data with a Buffer: no file name. */
  nodeBuffer: (fields, part, bytes) => {
    const boundary = '--------------------------515890814546601021194782'
    const parts = Object.entries(fields).map(([name, body]) => ({ headers: [disposition(name)], body }))
    const file = { headers: [disposition(part), octets], body: bytes }
    return join(boundary, [...parts, file], `multipart/form-data; boundary=${boundary}`)
  },
  /** The package form-data with a stream of a file. */
  nodeStream: (fields, part, bytes) => {
    const boundary = '--------------------------515890814546601021194782'
    const parts = Object.entries(fields).map(([name, body]) => ({ headers: [disposition(name)], body }))
    const file = {
      headers: [disposition(part, '; filename="发票 1.png"'), 'Content-Type: image/png'],
      body: bytes,
    }
    return join(boundary, [...parts, file], `multipart/form-data; boundary=${boundary}`)
  },
  /** A plain file object: neither file name nor type, a quoted boundary. */
  python: (fields, part, bytes) => {
    const boundary = '0123456789abcdef0123456789abcdef'
    const parts = Object.entries(fields).map(([name, body]) => ({ headers: [disposition(name)], body }))
    const file = { headers: [disposition(part)], body: bytes }
    return join(boundary, [...parts, file], `multipart/form-data; boundary="${boundary}"`)
  },
} as const satisfies Record<string, Writer>
