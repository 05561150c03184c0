import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { buildApp } from '../src/app.ts'
import { open } from '../src/open.ts'
import { type Desk, type Json, newDesk, newPlace, newServer, noDatabase } from './harness.ts'
import { bitmap, gifOf, icon, imageOf, pngOf } from './images.ts'
import { type MultipartBody, sdks } from './multipart.ts'
import { officialClient } from './official.ts'
import { startS3 } from './s3-stub.ts'
import { secondApp } from './second-app.ts'

const megabyte = 1024 * 1024

describe.skipIf(noDatabase)('images and files', async () => {
  const server = await newServer()
  const { app, place } = server
  const address = await server.listen()
  const stored = () =>
    readdirSync(join(place.dataDir, 'files'), { recursive: true, withFileTypes: true }).filter((e) =>
      e.isFile(),
    )
  const incoming = () => readdirSync(join(place.dataDir, 'files', 'incoming'))

  async function upload(desk: Desk, path: string, { headers, payload }: MultipartBody) {
    const response = await app.inject({
      method: 'POST',
      url: `/open-apis/im/v1/${path}`,
      headers: { ...desk.tenant, ...headers },
      payload,
    })
    return { status: response.statusCode, body: response.json() }
  }
  const uploadImage = (desk: Desk, bytes: Buffer, type = 'message') =>
    upload(desk, 'images', sdks.go({ image_type: type }, 'image', bytes))
  const uploadFile = (desk: Desk, bytes: Buffer, fields: Record<string, string> = {}) =>
    upload(desk, 'files', sdks.go({ file_type: 'stream', file_name: 'notes.txt', ...fields }, 'file', bytes))

  async function download(desk: Pick<Desk, 'tenant'>, path: string) {
    const response = await app.inject({ url: `/open-apis/im/v1/${path}`, headers: desk.tenant })
    return { status: response.statusCode, headers: response.headers, bytes: response.rawPayload }
  }

  test.each(Object.keys(sdks) as (keyof typeof sdks)[])(
    'an image and a file are uploaded as %s writes them, and come back byte for byte',
    async (sdk) => {
      const desk = await newDesk(server)
      const png = imageOf('png')
      const image = await upload(desk, 'images', sdks[sdk]({ image_type: 'message' }, 'image', png))
      expect(image).toMatchObject({ status: 200, body: { code: 0, msg: 'success' } })
      const key = image.body.data.image_key
      expect(key).toMatch(/^img_v3_[0-9a-f]{32}$/)
      const got = await download(desk, `images/${key}`)
      expect(got.status).toBe(200)
      expect(got.bytes.equals(png)).toBe(true)
      expect(got.headers).toMatchObject({
        'content-type': 'image/png',
        'content-length': String(png.length),
        'content-disposition': `attachment; filename="${key}.png"`,
        'x-content-type-options': 'nosniff',
      })

      // Every byte there is, and what looks like a boundary.
      const bytes = Buffer.concat([Buffer.from('\r\n--'), randomBytes(100_000), Buffer.from('\r\n--\r\n')])
      const fields = { file_type: 'opus', file_name: '会议 "1"/记录.opus', duration: '61000' }
      const file = await upload(desk, 'files', sdks[sdk](fields, 'file', bytes))
      expect(file.body.data.file_key).toMatch(/^file_v3_[0-9a-f]{32}$/)
      const heard = await download(desk, `files/${file.body.data.file_key}`)
      expect(heard.bytes.equals(bytes)).toBe(true)
      expect(heard.headers['content-type']).toBe('audio/ogg')
      expect(heard.headers['content-disposition']).toBe(
        `attachment; filename="__ _1_/__.opus"; filename*=UTF-8''${encodeURIComponent(fields.file_name)}`,
      )
      expect(incoming()).toEqual([])
      const row = await server.services.engine.db
        .selectFrom('files')
        .selectAll()
        .where('tenant_id', '=', desk.cx.tenantId)
        .where('kind', '=', 'file')
        .executeTakeFirstOrThrow()
      expect(row).toMatchObject({
        app_id: desk.appId,
        name: fields.file_name,
        duration_ms: 61_000,
        size: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      })
    },
  )

  test('the official SDK uploads a stream and a Buffer and downloads what it uploaded', async () => {
    const desk = await newDesk(server)
    const client = officialClient(desk, address)
    const path = join(place.dataDir, 'picture 图.png')
    writeFileSync(path, imageOf('png'))
    const fromStream = await client.im.v1.image.create({
      data: { image_type: 'message', image: createReadStream(path) },
    })
    const fromBuffer = await client.im.v1.image.create({
      data: { image_type: 'avatar', image: imageOf('jpeg') },
    })
    const bytes = randomBytes(2 * megabyte)
    const file = await client.im.v1.file.create({
      data: { file_type: 'mp4', file_name: 'clip.mp4', duration: 1500, file: bytes },
    })
    const read = async (reply: { getReadableStream: () => Readable }) => buffer(reply.getReadableStream())
    const image = (key: string) => client.im.v1.image.get({ path: { image_key: key } }).then(read)
    expect((await image(fromStream!.image_key!)).equals(imageOf('png'))).toBe(true)
    expect((await image(fromBuffer!.image_key!)).equals(imageOf('jpeg'))).toBe(true)
    const got = await client.im.v1.file.get({ path: { file_key: file!.file_key! } })
    expect((await read(got)).equals(bytes)).toBe(true)
    const saved = join(place.dataDir, 'saved')
    const again = await client.im.v1.file.get({ path: { file_key: file!.file_key! } })
    await again.writeFile(saved)
  })

  test('the official SDK gets the documented error for a file that is too large', async () => {
    const desk = await newDesk(server)
    const data = { file_type: 'stream', file_name: 'big', file: Buffer.alloc(31 * megabyte) } as const
    const refused = await officialClient(desk, address)
      .im.v1.file.create({ data })
      .catch((error: { response: { status: number; data: { code: number } } }) => error.response)
    expect(refused).toMatchObject({ status: 400, data: { code: 234006 } })
  })

  test('the real format decides, not what the upload says', async () => {
    const desk = await newDesk(server)
    const accepted = {
      'image/jpeg': imageOf('jpeg'),
      'image/gif': imageOf('gif'),
      'image/webp': imageOf('webpExtended'),
      'image/bmp': bitmap(),
      'image/x-icon': icon,
      'image/tiff': imageOf('tiff'),
      'image/heic': imageOf('heic'),
    }
    for (const [type, bytes] of Object.entries(accepted)) {
      const { body } = await uploadImage(desk, bytes)
      expect((await download(desk, `images/${body.data.image_key}`)).headers['content-type']).toBe(type)
    }
    const html = Buffer.from('<script>alert(1)</script>'.repeat(10))
    expect(await uploadImage(desk, html)).toMatchObject({ status: 400, body: { code: 234011 } })
  })

  test('limits on size and resolution are the documented ones, to the byte and pixel', async () => {
    const desk = await newDesk(server)
    const codeOf = async (reply: Promise<{ status: number; body: Json }>) => {
      const { status, body } = await reply
      return `${status} ${body.code}`
    }
    expect(await codeOf(uploadImage(desk, Buffer.alloc(0)))).toBe('400 234010')
    expect(await codeOf(uploadFile(desk, Buffer.alloc(0)))).toBe('400 234010')
    const padded = (size: number) =>
      Buffer.concat([imageOf('png'), Buffer.alloc(size - imageOf('png').length)])
    expect(await codeOf(uploadImage(desk, padded(10 * megabyte)))).toBe('200 0')
    expect(await codeOf(uploadImage(desk, padded(10 * megabyte + 1)))).toBe('400 234006')
    expect(await codeOf(uploadFile(desk, Buffer.alloc(30 * megabyte)))).toBe('200 0')
    expect(await codeOf(uploadFile(desk, Buffer.alloc(30 * megabyte + 1)))).toBe('400 234006')

    expect(await codeOf(uploadImage(desk, gifOf(2000, 2000)))).toBe('200 0')
    expect(await codeOf(uploadImage(desk, gifOf(10, 2001)))).toBe('400 234039')
    expect(await codeOf(uploadImage(desk, pngOf(12_000, 12_000)))).toBe('200 0')
    expect(await codeOf(uploadImage(desk, pngOf(12_001, 1)))).toBe('400 234039')
    expect(await codeOf(uploadImage(desk, pngOf(4096, 4096), 'avatar'))).toBe('200 0')
    expect(await codeOf(uploadImage(desk, pngOf(1, 4097), 'avatar'))).toBe('400 234039')
    expect(await codeOf(uploadImage(desk, pngOf(0, 10)))).toBe('400 234011')
    expect(incoming()).toEqual([])
  })

  test('what is no upload is refused with the field that is wrong', async () => {
    const desk = await newDesk(server)
    const before = stored().length
    const field = async (reply: Promise<{ status: number; body: Json }>) => {
      const { status, body } = await reply
      expect({ status, code: body.code }).toEqual({ status: 400, code: 234001 })
      return body.error.field_violations[0].field as string
    }
    const whole = sdks.java({ image_type: 'message' }, 'image', imageOf('png'))
    const cut = { ...whole, payload: whole.payload.subarray(0, -30) }
    expect(await field(upload(desk, 'images', sdks.java({}, 'image', imageOf('png'))))).toBe('image_type')
    expect(await field(uploadImage(desk, imageOf('png'), 'banner'))).toBe('image_type')
    expect(
      await field(upload(desk, 'images', sdks.java({ image_type: 'message' }, 'picture', imageOf('png')))),
    ).toBe('image')
    expect(await field(uploadFile(desk, Buffer.from('x'), { file_type: 'exe' }))).toBe('file_type')
    expect(await field(uploadFile(desk, Buffer.from('x'), { file_name: '' }))).toBe('file_name')
    expect(await field(uploadFile(desk, Buffer.from('x'), { file_name: 'a\0b' }))).toBe('file_name')
    expect(await field(uploadFile(desk, Buffer.from('x'), { file_name: 'x'.repeat(20_000) }))).toBe(
      'file_name',
    )
    expect(await field(uploadFile(desk, Buffer.from('x'), { duration: 'long' }))).toBe('duration')
    expect(await field(upload(desk, 'images', cut))).toBe('body')
    expect(await field(upload(desk, 'images', { ...whole, payload: Buffer.alloc(0) }))).toBe('body')
    const noBoundary = { ...whole, headers: { 'content-type': 'multipart/form-data' } }
    expect(await field(upload(desk, 'images', noBoundary))).toBe('Content-Type')
    const json = { headers: { 'content-type': 'application/json' }, payload: Buffer.from('{}') }
    expect(await field(upload(desk, 'images', json))).toBe('Content-Type')
    const twice = Buffer.concat([whole.payload.subarray(0, -42), Buffer.from('\r\n'), whole.payload])
    expect(await field(upload(desk, 'images', { ...whole, payload: twice }))).toBe('image')
    expect(incoming()).toEqual([])
    expect(stored().length).toBe(before)
  })

  test('a caller without the right is refused before a byte is kept', async () => {
    const desk = await newDesk(server, { scopes: ['im:message'] })
    expect(await uploadImage(desk, imageOf('png'))).toMatchObject({ status: 400, body: { code: 99991672 } })
    const { headers, payload } = sdks.go({ image_type: 'message' }, 'image', imageOf('png'))
    const anonymous = await app.inject({ method: 'POST', url: '/open-apis/im/v1/images', headers, payload })
    expect(anonymous.json()).toMatchObject({ code: 99991661 })
    expect(incoming()).toEqual([])
  })

  test('only the app that uploaded reads it: another app is told so, another tenant learns nothing', async () => {
    const desk = await newDesk(server)
    const { image_key: imageKey } = (await uploadImage(desk, imageOf('png'))).body.data
    const { file_key: fileKey } = (await uploadFile(desk, Buffer.from('text'))).body.data
    const stranger = await newDesk(server)
    const { headers: colleague } = await secondApp(server, desk)
    const codeOf = async (reader: Record<string, string>, path: string) => {
      const { status, bytes } = await download({ tenant: reader }, path)
      return `${status} ${JSON.parse(bytes.toString()).code}`
    }
    expect(await codeOf(stranger.tenant, `images/${imageKey}`)).toBe('400 234001')
    expect(await codeOf(stranger.tenant, 'images/img_v3_unknown')).toBe('400 234001')
    expect(await codeOf(stranger.tenant, `files/${fileKey}`)).toBe('400 234001')
    expect(await codeOf(colleague, `images/${imageKey}`)).toBe('400 234008')
    expect(await codeOf(colleague, `files/${fileKey}`)).toBe('400 234008')
    // A file is no image, and no path leads out.
    expect(await codeOf(desk.tenant, `images/${fileKey}`)).toBe('400 234001')
    expect(await codeOf(desk.tenant, 'files/..%2f..%2fpipit.db')).toBe('400 234001')
  })

  test('a file whose bytes are gone is reported as deleted, as JSON', async () => {
    const desk = await newDesk(server)
    const { image_key: key } = (await uploadImage(desk, imageOf('png'))).body.data
    rmSync(join(place.dataDir, 'files', desk.cx.tenantId, key.slice(-2), key))
    const { status, headers, bytes } = await download(desk, `images/${key}`)
    expect(status).toBe(400)
    expect(headers['content-type']).toBe('application/json; charset=utf-8')
    expect(JSON.parse(bytes.toString())).toMatchObject({ code: 234005 })
  })

  /** Sends an upload by hand, so that it can be slow, too long or broken off. */
  function sendSlowly(desk: Desk, length: number) {
    const { headers, payload } = sdks.go({ file_type: 'stream', file_name: 'big' }, 'file', Buffer.alloc(0))
    const head = payload.subarray(0, payload.indexOf('\r\n\r\n') + 4)
    const request = httpRequest(`${address}/open-apis/im/v1/files`, {
      method: 'POST',
      headers: { ...desk.tenant, ...headers, 'content-length': length },
    })
    request.write(head)
    const reply = new Promise<Json>((resolve, reject) => {
      request.on('error', reject)
      request.on('response', (response) => {
        void buffer(response).then((body) =>
          resolve({ status: response.statusCode, body: JSON.parse(body.toString()) }),
        )
      })
    })
    return { request, reply }
  }

  test('an upload that is too large is answered before it has all been sent', async () => {
    const desk = await newDesk(server)
    const declared = sendSlowly(desk, 40 * megabyte)
    expect(await declared.reply).toMatchObject({ status: 400, body: { code: 234006 } })
    declared.request.destroy()
    expect(incoming()).toEqual([])
  })

  test('an upload that breaks off leaves nothing behind', async () => {
    const desk = await newDesk(server)
    const { request, reply } = sendSlowly(desk, 20 * megabyte)
    request.write(Buffer.alloc(megabyte))
    await expect.poll(incoming).toHaveLength(1)
    request.destroy()
    await expect(reply).rejects.toThrow()
    await expect.poll(incoming).toEqual([])
  })

  test('with an S3-compatible bucket, files live there and nowhere else', async () => {
    const secretKey = 'a secret'
    const s3 = await startS3(secretKey)
    const bucketPlace = await newPlace()
    const services = await open({
      ...bucketPlace,
      secretKey: undefined,
      baseUrl: 'http://pipit.test',
      port: 0,
      s3: { endpoint: s3.endpoint, bucket: 'b', region: 'r', accessKey: 'a', secretKey },
    })
    const bucketApp = await buildApp(services, { rateLimit: 0, logLevel: 'silent' })
    try {
      const desk = await newDesk({ ...server, app: bucketApp, services, place: bucketPlace })
      const { headers, payload } = sdks.go({ image_type: 'message' }, 'image', imageOf('png'))
      const upload = () =>
        bucketApp.inject({
          method: 'POST',
          url: '/open-apis/im/v1/images',
          headers: { ...desk.tenant, ...headers },
          payload,
        })
      const key = (await upload()).json().data.image_key
      expect([...s3.objects.keys()]).toEqual([`/b/${desk.cx.tenantId}/${key.slice(-2)}/${key}`])
      const url = `/open-apis/im/v1/images/${key}`
      const got = await bucketApp.inject({ url, headers: desk.tenant })
      expect(got.rawPayload.equals(imageOf('png'))).toBe(true)
      expect(readdirSync(join(bucketPlace.dataDir, 'files', 'incoming'))).toEqual([])
      s3.objects.clear()
      expect((await bucketApp.inject({ url, headers: desk.tenant })).json()).toMatchObject({ code: 234005 })
      // What the bucket refuses is not acknowledged, and no row stands for it.
      s3.next.push(403)
      expect((await upload()).json()).toMatchObject({ code: 155000 })
      const rows = await services.engine.db.selectFrom('files').select('id').execute()
      expect(rows.map(({ id }) => id)).toEqual([key])
    } finally {
      await bucketApp.close()
      await bucketPlace.remove()
      await s3.close()
    }
  })
})
