import { createHash, createHmac } from 'node:crypto'
import { type IncomingMessage, type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface S3Stub {
  readonly endpoint: string
  /** What is kept, by path. */
  readonly objects: Map<string, Buffer>
  /** Why requests were refused. */
  readonly refusals: string[]
  /** Answers this to the next requests instead, once each. */
  readonly next: number[]
  close(): Promise<void>
}

/** A bucket in memory that believes a request only when it comes to the same signature by itself. */
export async function startS3(secret: string): Promise<S3Stub> {
  const objects = new Map<string, Buffer>()
  const refusals: string[] = []
  const next: number[] = []
  const server: Server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const body = Buffer.concat(chunks)
      const planned = next.shift()
      const wrong = problem(request, body, secret)
      if (wrong) refusals.push(wrong)
      if (wrong || planned !== undefined) {
        const code = wrong ? 'SignatureDoesNotMatch' : 'SlowDown'
        return response.writeHead(wrong ? 403 : planned!).end(`<Error><Code>${code}</Code></Error>`)
      }
      const path = request.url!
      if (request.method === 'PUT') {
        objects.set(path, body)
        return response.writeHead(200).end()
      }
      if (request.method === 'DELETE') {
        objects.delete(path)
        return response.writeHead(204).end()
      }
      const found = objects.get(path)
      const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')
      if (found && range) {
        const part = found.subarray(Number(range[1]), Number(range[2]) + 1)
        return response.writeHead(206, { 'content-length': part.length }).end(part)
      }
      return found
        ? response.writeHead(200, { 'content-length': found.length }).end(found)
        : response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>')
    })()
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    refusals,
    next,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** What is wrong with a request, checked as the signature's specification says, step by step. */
function problem(request: IncomingMessage, body: Buffer, secret: string): string | undefined {
  const pattern =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/
  const match = pattern.exec(request.headers.authorization ?? '')
  if (!match) return `authorization ${request.headers.authorization ?? 'missing'}`
  const [, , day, region, signedHeaders, signature] = match
  const time = String(request.headers['x-amz-date'])
  const at = Date.parse(time.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  if (!(Math.abs(at - Date.now()) < 15 * 60 * 1000) || !time.startsWith(day!)) return `date ${time}`
  const names = signedHeaders!.split(';')
  for (const needed of ['host', 'x-amz-date', 'x-amz-content-sha256'])
    if (!names.includes(needed)) return `${needed} is not signed`
  const hash = createHash('sha256').update(body).digest('hex')
  if (request.headers['x-amz-content-sha256'] !== hash) return 'the body has another hash'
  const url = new URL(request.url!, 'http://stub')
  let canonical = `${request.method}\n${url.pathname}\n${url.search.slice(1)}\n`
  for (const name of names) canonical += `${name}:${String(request.headers[name])}\n`
  canonical += `\n${signedHeaders}\n${hash}`
  const text = `AWS4-HMAC-SHA256\n${time}\n${day}/${region}/s3/aws4_request\n${createHash('sha256').update(canonical).digest('hex')}`
  let key: Buffer = Buffer.from(`AWS4${secret}`)
  for (const part of [day!, region!, 's3', 'aws4_request', text])
    key = createHmac('sha256', key).update(part).digest()
  return key.toString('hex') === signature ? undefined : 'the signature differs'
}
