import {
  createReadStream,
  createWriteStream,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { fetchTransport, type FileInput } from '../src/index.ts'
import { failure, ok, stub, tokenRefused } from './stub.ts'

const folder = mkdtempSync(join(tmpdir(), 'pipit-sdk-'))
afterAll(() => rmSync(folder, { recursive: true }))
const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0xff, 13, 10, 45, 45])
const path = join(folder, 'photo.png')
writeFileSync(path, bytes)

const fetch = globalThis.fetch

/** The parts of a multipart body, split as the standard says. */
function parts(contentType: string, body: Buffer) {
  const boundary = /boundary=(.+)$/.exec(contentType)?.[1]
  const text = body.toString('latin1')
  const all = text.split(`--${boundary}`)
  expect(all.at(-1)).toBe('--\r\n')
  return all.slice(1, -1).map((part) => {
    const at = part.indexOf('\r\n\r\n')
    return {
      head: Buffer.from(part.slice(2, at), 'latin1').toString(),
      content: Buffer.from(part.slice(at + 4, -2), 'latin1'),
    }
  })
}

describe('uploads', () => {
  const inputs: [string, () => FileInput, string][] = [
    ['a Buffer', () => bytes, 'image'],
    ['an ArrayBuffer', () => new Uint8Array(bytes).buffer, 'image'],
    ['a Blob', () => new Blob([bytes], { type: 'image/png' }), 'image'],
    ['a File', () => new File([bytes], '头像.png', { type: 'image/png' }), '头像.png'],
    ['a stream of a file', () => createReadStream(path), 'photo.png'],
    [
      'a described stream',
      () => ({ data: createReadStream(path), name: 'x.png', type: 'image/png' }),
      'x.png',
    ],
  ]

  test.each(inputs)('%s arrives byte for byte', async (_what, input, name) => {
    await using server = await stub(() => ok({ image_key: 'img_1' }))
    const reply = await server
      .client()
      .im.v1.image.create({ data: { image_type: 'message', image: input() } })
    expect(reply.data.image_key).toBe('img_1')
    expect(reply.image_key).toBe('img_1')
    const { headers, bytes: body } = server.seen[0] ?? {}
    const [type, file] = parts(String(headers?.['content-type']), body ?? Buffer.alloc(0))
    expect(type).toMatchObject({
      head: 'Content-Disposition: form-data; name="image_type"',
      content: Buffer.from('message'),
    })
    expect(file?.head).toContain(`name="image"; filename="${name}"`)
    expect(file?.content).toEqual(bytes)
  })

  test('through fetch, a stream is gathered', async () => {
    await using server = await stub(() => ok({ image_key: 'img_1' }))
    const client = server.client({ transport: fetchTransport(fetch) })
    await client.im.v1.image.create({ data: { image_type: 'message', image: createReadStream(path) } })
    expect(
      parts(String(server.seen[0]?.headers['content-type']), server.seen[0]?.bytes ?? bytes)[1]?.content,
    ).toEqual(bytes)
  })

  test('the name of a file cannot add headers', async () => {
    await using server = await stub()
    const data = { file_type: 'stream' as const, file_name: 'a"\r\nX: 1\r\n\r\n.txt', file: bytes }
    await server.client().im.v1.file.create({ data })
    const all = parts(String(server.seen[0]?.headers['content-type']), server.seen[0]?.bytes ?? bytes)
    expect(all.at(-1)?.head).toContain('filename="a%22%0D%0AX: 1%0D%0A%0D%0A.txt"')
    expect(all.at(-1)?.head.split('\r\n')).toHaveLength(2)
  })

  test('something that is no file is refused by name', async () => {
    await using server = await stub()
    const data = { image_type: 'message' as const, image: '/home/me/photo.png' as unknown as FileInput }
    expect(await failure(server.client().im.v1.image.create({ data }))).toMatchObject({
      name: 'ConfigError',
      field: 'data.image',
    })
  })

  test('bytes are sent again after a refused token; a stream, which is spent, is not', async () => {
    let calls = 0
    await using server = await stub(() => (++calls % 2 === 1 ? tokenRefused : ok({ image_key: 'img_1' })))
    const upload = (image: FileInput) =>
      server.client().im.v1.image.create({ data: { image_type: 'message', image } })
    expect((await upload(bytes)).image_key).toBe('img_1')
    expect(await failure(upload(createReadStream(path)))).toMatchObject({ name: 'TokenError' })
  })

  test('a stream that fails fails the call', async () => {
    await using server = await stub()
    const image = createReadStream(join(folder, 'missing.png'))
    expect(
      await failure(server.client().im.v1.image.create({ data: { image_type: 'message', image } })),
    ).toMatchObject({
      code: 'ENOENT',
    })
  })

  test('raw uploads', async () => {
    await using server = await stub()
    const data = { parent_type: 'explorer', file: bytes }
    await server
      .client()
      .request({ method: 'POST', url: '/open-apis/drive/v1/files/upload_all', data, file: 'file' })
    expect(server.seen[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
  })
})

describe.each(['node:http', 'fetch'])('downloads over %s', (kind) => {
  const options = kind === 'fetch' ? { fetch } : {}
  const big = Buffer.alloc(3_000_000, 'x')
  const file = (body: Buffer) => ({
    headers: {
      'Content-Type': 'image/png',
      'Content-Disposition': `attachment; filename="a.png"; filename*=UTF-8''%E5%9B%BE.png`,
    },
    body,
  })
  const get = { path: { image_key: 'img_1' } }

  test('as bytes, with name and type', async () => {
    await using server = await stub(() => file(big))
    const download = await server.client(options).im.v1.image.get(get)
    expect(download.contentType).toBe('image/png')
    expect(download.fileName).toBe('图.png')
    expect(Buffer.from(await download.bytes()).equals(big)).toBe(true)
    await expect(download.bytes()).rejects.toThrow(/read before/)
  })

  test('into a file, and piped', async () => {
    await using server = await stub(() => file(big))
    const target = join(folder, `copy-${kind.replace(':', '')}`)
    await (await server.client(options).im.v1.image.get(get)).writeFile(target)
    expect(readFileSync(target).equals(big)).toBe(true)
    const download = await server.client(options).im.v1.image.get(get)
    await pipeline(download.getReadableStream(), createWriteStream(target))
    expect(readFileSync(target).equals(big)).toBe(true)
  })

  test('as it comes, without waiting for the end', async () => {
    let finish = () => {}
    await using server = await stub((_seen, response) => {
      response.writeHead(200, { 'Content-Type': 'application/octet-stream' })
      response.write('first')
      finish = () => response.end('last')
      return undefined
    })
    const chunks: string[] = []
    for await (const chunk of await server.client(options).im.v1.image.get(get)) {
      chunks.push(Buffer.from(chunk).toString())
      finish()
    }
    expect(chunks).toEqual(['first', 'last'])
  })

  test('a failure is an ApiError with its JSON read', async () => {
    await using server = await stub(() => ({ status: 404, body: { code: 234008, msg: 'no such image' } }))
    expect(await failure(server.client(options).im.v1.image.get(get))).toMatchObject({
      code: 234008,
      httpStatus: 404,
    })
  })

  test('a hang-up half way is an error, not a short file', async () => {
    await using server = await stub((_seen, response) => {
      response.writeHead(200, { 'Content-Type': 'image/png', 'Content-Length': '1000' })
      response.write('half')
      setTimeout(() => response.destroy(), 20)
      return undefined
    })
    const download = await server.client(options).im.v1.image.get(get)
    expect(await failure(download.bytes())).toMatchObject({
      name: 'ConnectionError',
      message: expect.stringContaining('after 4 bytes'),
    })
  })

  test('a signal stops it half way', async () => {
    await using server = await stub((_seen, response) => {
      response.writeHead(200, { 'Content-Type': 'image/png' })
      response.write('half')
      return undefined
    })
    const { signal, abort } = ((controller) => ({
      signal: controller.signal,
      abort: () => controller.abort(),
    }))(new AbortController())
    const download = await server.client(options).im.v1.image.get(get, { signal })
    setTimeout(abort, 30)
    expect(await failure(download.bytes())).toMatchObject({ name: 'AbortError' })
  })

  test('raw downloads', async () => {
    await using server = await stub(() => file(bytes))
    const download = await server
      .client(options)
      .download({ method: 'GET', url: '/open-apis/drive/v1/medias/x/download' })
    expect(Buffer.from(await download.bytes())).toEqual(bytes)
  })
})

test('a download that stalls times out', async () => {
  await using server = await stub((_seen, response) => {
    response.writeHead(200)
    response.write('half')
    return undefined
  })
  const download = await server.client().im.v1.image.get({ path: { image_key: 'x' } }, { timeout: 100 })
  expect(await failure(download.bytes())).toMatchObject({ name: 'TimeoutError' })
})
