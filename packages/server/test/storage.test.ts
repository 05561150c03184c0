import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, describe, expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { openStorage } from '../src/outbound/open-storage.ts'
import { emptySha256, signV4 } from '../src/outbound/sigv4.ts'
import { type Storage, storageKey } from '../src/outbound/storage.ts'
import { startS3 } from './s3-stub.ts'

const folders: string[] = []
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'pipit-storage-'))
  folders.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const secretKey = 'secret/with+signs='
const s3 = await startS3(secretKey)
afterAll(() => s3.close())
const bucket = { endpoint: s3.endpoint, bucket: 'desk', region: 'eu-central-1', accessKey: 'AK', secretKey }

const kinds: [string, () => { storage: Storage; dataDir: string }][] = [
  ['on disk', () => opened({})],
  ['in a bucket', () => opened({ s3: bucket })],
]
function opened(config: { s3?: typeof bucket }) {
  const dataDir = newFolder()
  const storage = openStorage({ dataDir, ...config })
  afterAll(() => storage.close())
  return { storage, dataDir }
}

const key = storageKey('1234567890123456789', 'img_v3_00ff')

describe.each(kinds)('storage %s', (_name, open) => {
  test('gives back what was put, until it is deleted', async () => {
    const { storage, dataDir } = open()
    const bytes = randomBytes(300_000)
    const incoming = await storage.receive(Readable.from([bytes.subarray(0, 10), bytes.subarray(10)]))
    expect(incoming).toMatchObject({
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })
    expect(await incoming.read(5, 20)).toEqual(bytes.subarray(5, 25))
    expect(await incoming.read(bytes.length - 3, 20)).toEqual(bytes.subarray(-3))
    expect(await storage.get(key)).toBeUndefined()

    await storage.put(key, incoming)
    await incoming.discard()
    const stored = await storage.get(key)
    expect(stored?.size).toBe(bytes.length)
    expect((await buffer(stored!.stream)).equals(bytes)).toBe(true)
    const part = await storage.get(key, { start: 100, end: 299 })
    expect(part?.size).toBe(200)
    expect((await buffer(part!.stream)).equals(bytes.subarray(100, 300))).toBe(true)
    expect(readdirSync(join(dataDir, 'files', 'incoming'))).toEqual([])

    await storage.delete(key)
    await storage.delete(key)
    expect(await storage.get(key)).toBeUndefined()
  })

  test('leaves nothing behind of a file that was discarded or broke off', async () => {
    const { storage, dataDir } = open()
    const incoming = await storage.receive(Readable.from([Buffer.from('x')]))
    await Promise.all([incoming.discard(), incoming.discard()])
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('half')
        throw new Error('gone')
      })(),
    )
    await expect(storage.receive(broken)).rejects.toThrow('gone')
    expect(readdirSync(join(dataDir, 'files', 'incoming'))).toEqual([])
  })

  test('has no way out of its place', async () => {
    const { storage } = open()
    for (const bad of ['../x/y', '/etc/passwd', 'a/../../b', 'a/b\0', 'a//b', 'plain', 'a/B%2e'])
      await expect(storage.get(bad)).rejects.toThrow(`Not a storage key: ${JSON.stringify(bad)}`)
  })
})

describe('storage on disk', () => {
  test('clears what a dead process has left, and nothing younger', () => {
    const { dataDir } = opened({})
    const folder = join(dataDir, 'files', 'incoming')
    for (const name of ['old', 'young']) writeFileSync(join(folder, name), 'x')
    utimesSync(join(folder, 'old'), new Date(0), new Date(0))
    openStorage({ dataDir })
    expect(readdirSync(folder)).toEqual(['young'])
  })
})

describe('storage in a bucket', () => {
  const put = async (storage: Storage, text: string) => {
    const incoming = await storage.receive(Readable.from([Buffer.from(text)]))
    try {
      await storage.put(key, incoming)
    } finally {
      await incoming.discard()
    }
  }

  test('is addressed by path, and tried again when the service is busy', async () => {
    const { storage } = opened({ s3: bucket })
    s3.next.push(503, 500)
    await put(storage, 'hello')
    expect(s3.objects.get(`/desk/${key}`)?.toString()).toBe('hello')
    expect(s3.refusals).toEqual([])
    s3.next.push(503)
    expect((await buffer((await storage.get(key))!.stream)).toString()).toBe('hello')
  })

  test('gives up with the reason when the service refuses or stays away', async () => {
    const { storage } = opened({ s3: { ...bucket, secretKey: 'wrong' } })
    await expect(put(storage, 'hello')).rejects.toThrow(/403.*SignatureDoesNotMatch/)
    expect(s3.refusals.splice(0)).toEqual(['the signature differs'])
    const { storage: busy } = opened({ s3: bucket })
    s3.next.push(500, 500, 500)
    await expect(put(busy, 'hello')).rejects.toThrow('The file storage failed.')
    expect(s3.next).toEqual([])
    const { storage: away } = opened({ s3: { ...bucket, endpoint: 'http://127.0.0.1:1' } })
    await expect(away.get(key)).rejects.toThrow('The file storage failed.')
  })
})

describe('AWS signature version 4', () => {
  // The credentials, requests and signatures of the examples in Amazon's own S3 documentation.
  const credentials = {
    accessKey: 'AKIAIOSFODNN7EXAMPLE',
    secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    region: 'us-east-1',
  }
  const at = Date.UTC(2013, 4, 24)
  const signatureOf = (request: Parameters<typeof signV4>[1]) =>
    /Signature=(\w+)$/.exec(signV4(credentials, request, at).authorization!)?.[1]

  test('signs a GET as published', () => {
    const url = new URL('https://examplebucket.s3.amazonaws.com/test.txt')
    expect(signatureOf({ method: 'GET', url, headers: { range: 'bytes=0-9' }, sha256: emptySha256 })).toBe(
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    )
  })

  test('signs a PUT and a query as published', () => {
    expect(
      signatureOf({
        method: 'PUT',
        url: new URL('https://examplebucket.s3.amazonaws.com/test%24file.text'),
        headers: { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
        sha256: '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
      }),
    ).toBe('98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd')
    expect(
      signatureOf({
        method: 'GET',
        url: new URL('https://examplebucket.s3.amazonaws.com/?max-keys=2&prefix=J'),
        headers: {},
        sha256: emptySha256,
      }),
    ).toBe('34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7')
  })
})

describe('configuration of the storage', () => {
  const whole = {
    PIPIT_S3_ENDPOINT: 'https://s3.example.com/',
    PIPIT_S3_BUCKET: 'desk',
    PIPIT_S3_ACCESS_KEY: 'AK',
    PIPIT_S3_SECRET_KEY: 'SK',
  }

  test('is a disk without S3 variables, and whole with them', () => {
    expect(readConfig({}).s3).toBeUndefined()
    expect(readConfig(whole).s3).toEqual({
      endpoint: 'https://s3.example.com',
      bucket: 'desk',
      region: 'us-east-1',
      accessKey: 'AK',
      secretKey: 'SK',
    })
  })

  test('is refused when a part is missing', () => {
    const { PIPIT_S3_SECRET_KEY: _, ...rest } = whole
    expect(() => readConfig(rest)).toThrow('PIPIT_S3_SECRET_KEY must be set as well')
  })
})
