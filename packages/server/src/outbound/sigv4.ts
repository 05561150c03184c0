import { createHash, createHmac } from 'node:crypto'

export interface AwsCredentials {
  readonly accessKey: string
  readonly secretKey: string
  readonly region: string
}

export interface SignedRequest {
  readonly method: string
  readonly url: URL
  /** Every header that is to be signed besides host and date; names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Of the body, lower-case hex. */
  readonly sha256: string
}

/** The hash of an empty body. */
export const emptySha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()

/**
 * The headers that make a request to S3 an authenticated one (AWS Signature Version 4, the whole payload hashed).
 * @param now Unix ms.
 */
export function signV4(
  { accessKey, secretKey, region }: AwsCredentials,
  request: SignedRequest,
  now: number,
): Record<string, string> {
  const time = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')
  const scope = `${time.slice(0, 8)}/${region}/s3/aws4_request`
  const headers: Record<string, string> = {
    ...request.headers,
    host: request.url.host,
    'x-amz-content-sha256': request.sha256,
    'x-amz-date': time,
  }
  const names = Object.keys(headers).sort()
  const signedNames = names.join(';')
  const canonical = [
    request.method,
    request.url.pathname,
    [...request.url.searchParams]
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
      .sort()
      .join('&'),
    ...names.map((name) => `${name}:${headers[name]!.trim()}`),
    '',
    signedNames,
    request.sha256,
  ].join('\n')
  const key = [region, 's3', 'aws4_request'].reduce<Buffer>(hmac, hmac(`AWS4${secretKey}`, time.slice(0, 8)))
  const signature = hmac(key, ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n')).toString('hex')
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKey}/${scope}, SignedHeaders=${signedNames}, Signature=${signature}`,
  }
}
