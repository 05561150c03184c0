import { describe, expect, test } from 'vitest'
import { readImageInfo } from '../src/domain/image-info.ts'
import { bitmap, icon, imageOf, images } from './images.ts'

const infoOf = (bytes: Buffer) =>
  readImageInfo(async (offset, length) => bytes.subarray(offset, offset + length))

const size = { width: 70, height: 50 }

describe('image info', () => {
  test.each(Object.keys(images) as (keyof typeof images)[])(
    'reads the format and size of %s',
    async (name) => {
      const format = name.replace(/(Lossless|Extended)$/, '')
      expect(await infoOf(imageOf(name))).toEqual({ format, ...size })
    },
  )

  test('reads bitmaps in both row orders, and the largest picture of an icon', async () => {
    expect(await infoOf(bitmap())).toEqual({ format: 'bmp', ...size })
    expect(await infoOf(bitmap(true))).toEqual({ format: 'bmp', ...size })
    expect(await infoOf(icon)).toEqual({ format: 'ico', width: 48, height: 34 })
  })

  test("finds a JPEG's size behind large metadata and fill bytes", async () => {
    const jpeg = imageOf('jpeg')
    const segment = Buffer.alloc(2 + 65_535)
    segment.writeUInt16BE(0xffe1, 0)
    segment.writeUInt16BE(65_535, 2)
    const padded = Buffer.concat([
      jpeg.subarray(0, 2),
      segment,
      segment,
      Buffer.from([0xff, 0xff]),
      jpeg.subarray(2),
    ])
    expect(await infoOf(padded)).toEqual({ format: 'jpeg', ...size })
  })

  test("finds a TIFF's directory at its end, in both byte orders", async () => {
    const big = Buffer.alloc(100_000 + 2 + 24)
    big.write('MM\0*', 'latin1')
    big.writeUInt32BE(100_000, 4)
    big.writeUInt16BE(2, 100_000)
    for (const [i, [tag, value]] of [
      [256, 70],
      [257, 50],
    ].entries()) {
      const at = 100_002 + i * 12
      big.writeUInt16BE(tag!, at)
      big.writeUInt16BE(4, at + 2)
      big.writeUInt32BE(1, at + 4)
      big.writeUInt32BE(value!, at + 8)
    }
    expect(await infoOf(big)).toEqual({ format: 'tiff', ...size })
  })

  test('does not take anything else for an image', async () => {
    const avif = imageOf('heic')
    avif.write('avif', 8)
    const others = [
      Buffer.alloc(0),
      Buffer.from('GIF8'),
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'.repeat(9)),
      avif,
    ]
    for (const bytes of others) expect(await infoOf(bytes)).toBeUndefined()
  })

  test('survives every image that is cut off or has a byte changed', async () => {
    for (const bytes of [...Object.keys(images).map((name) => imageOf(name as keyof typeof images)), icon]) {
      for (let end = 0; end < bytes.length; end += 3)
        await expect(infoOf(bytes.subarray(0, end))).resolves.not.toBeNull()
      for (let at = 0; at < bytes.length; at += 2) {
        const changed = Buffer.from(bytes)
        changed[at] = 0xff
        await expect(infoOf(changed)).resolves.not.toBeNull()
      }
    }
  })
})
