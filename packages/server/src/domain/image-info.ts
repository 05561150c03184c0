/** What an image really is, told by its bytes. */
export interface ImageInfo {
  readonly format: ImageFormat
  /** Pixels, as stored: a rotation in the metadata is not applied. */
  readonly width: number
  readonly height: number
}

export type ImageFormat = 'png' | 'jpeg' | 'gif' | 'webp' | 'bmp' | 'ico' | 'tiff' | 'heic'

/** At most `length` bytes from `offset` of the image; fewer at its end. */
export type ReadBytes = (offset: number, length: number) => Promise<Buffer>

export const imageTypes: Readonly<Record<ImageFormat, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  bmp: 'image/bmp',
  ico: 'image/x-icon',
  tiff: 'image/tiff',
  heic: 'image/heic',
}

/** Reads the format and the size from an image's header, or says nothing when it is none of the known formats. */
export async function readImageInfo(read: ReadBytes): Promise<ImageInfo | undefined> {
  const head = await read(0, 64)
  const found = await identified(head, read)
  return found && found.width > 0 && found.height > 0 ? found : undefined
}

async function identified(head: Buffer, read: ReadBytes): Promise<ImageInfo | undefined> {
  const ascii = (from: number, to: number) => head.toString('latin1', from, to)
  if (head.length < 16) return undefined
  if (ascii(0, 8) === '\x89PNG\r\n\x1a\n' && ascii(12, 16) === 'IHDR' && head.length >= 24)
    return { format: 'png', width: head.readUInt32BE(16), height: head.readUInt32BE(20) }
  if (ascii(0, 6) === 'GIF87a' || ascii(0, 6) === 'GIF89a')
    return { format: 'gif', width: head.readUInt16LE(6), height: head.readUInt16LE(8) }
  if (head.readUInt16BE(0) === 0xffd8) return jpeg(read)
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP' && head.length >= 30) return webp(head)
  if (ascii(0, 2) === 'BM' && head.length >= 26) return bmp(head)
  if (head.readUInt32BE(0) === 0x00000100) return ico(read, head.readUInt16LE(4))
  if (ascii(0, 4) === 'II*\0' || ascii(0, 4) === 'MM\0*') return tiff(head, read)
  if (ascii(4, 8) === 'ftyp' && heicBrands.test(ascii(8, Math.min(head.readUInt32BE(0), head.length))))
    return heic(read)
  return undefined
}

/** Walks the segments up to the frame header: metadata before it may be large. */
async function jpeg(read: ReadBytes): Promise<ImageInfo | undefined> {
  let offset = 2
  for (let segments = 0; segments < 500; segments++) {
    const segment = await read(offset, 9)
    if (segment.length < 9 || segment[0] !== 0xff) return undefined
    const marker = segment[1]!
    if (marker === 0xff) {
      offset += 1
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) return { format: 'jpeg', height: segment.readUInt16BE(5), width: segment.readUInt16BE(7) }
    offset += 2 + segment.readUInt16BE(2)
  }
  return undefined
}

function webp(head: Buffer): ImageInfo | undefined {
  const format = 'webp'
  switch (head.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { format, width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff }
    case 'VP8L': {
      const bits = head.readUInt32LE(21)
      return { format, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { format, width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 }
    default:
      return undefined
  }
}

function bmp(head: Buffer): ImageInfo | undefined {
  const headerSize = head.readUInt32LE(14)
  if (headerSize === 12) return { format: 'bmp', width: head.readUInt16LE(18), height: head.readUInt16LE(20) }
  if (headerSize < 40 || headerSize > 124) return undefined
  // A negative height stands for rows from top to bottom.
  return { format: 'bmp', width: head.readInt32LE(18), height: Math.abs(head.readInt32LE(22)) }
}

/** An icon holds several images; the largest counts. A size of 0 means 256. */
async function ico(read: ReadBytes, count: number): Promise<ImageInfo | undefined> {
  const entries = await read(6, Math.min(count, 100) * 16)
  let width = 0
  let height = 0
  for (let at = 0; at + 16 <= entries.length; at += 16) {
    if (entries.readUInt32LE(at + 8) === 0) return undefined
    width = Math.max(width, entries[at] || 256)
    height = Math.max(height, entries[at + 1] || 256)
  }
  return { format: 'ico', width, height }
}

async function tiff(head: Buffer, read: ReadBytes): Promise<ImageInfo | undefined> {
  const little = head[0] === 0x49
  const u16 = (bytes: Buffer, at: number) => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at))
  const u32 = (bytes: Buffer, at: number) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at))
  const directory = u32(head, 4)
  const counted = await read(directory, 2)
  if (counted.length < 2) return undefined
  const entries = await read(directory + 2, Math.min(u16(counted, 0), 1000) * 12)
  const size = new Map<number, number>()
  for (let at = 0; at + 12 <= entries.length; at += 12) {
    const type = u16(entries, at + 2)
    if (type === 3 || type === 4)
      size.set(u16(entries, at), type === 3 ? u16(entries, at + 8) : u32(entries, at + 8))
  }
  return { format: 'tiff', width: size.get(256) ?? 0, height: size.get(257) ?? 0 }
}

/** Brands of still images and bursts coded with HEVC; the generic `mif1` also stands before AVIF, which nobody documents. */
const heicBrands = /hei[cxms]|hev[cx]/

interface Box {
  readonly type: string
  readonly from: number
  readonly to: number
}

/** The boxes that stand side by side between two offsets. */
async function boxes(read: ReadBytes, from: number, to: number): Promise<Box[]> {
  const found: Box[] = []
  let offset = from
  while (offset + 8 <= to && found.length < 200) {
    const head = await read(offset, 16)
    if (head.length < 8) break
    let size = head.readUInt32BE(0)
    let header = 8
    if (size === 1 && head.length === 16) {
      size = Number(head.readBigUInt64BE(8))
      header = 16
    }
    if (size === 0) size = to - offset
    if (size < header || !Number.isSafeInteger(offset + size)) break
    found.push({
      type: head.toString('latin1', 4, 8),
      from: offset + header,
      to: Math.min(offset + size, to),
    })
    offset += size
  }
  return found
}

/** The size is in `meta/iprp/ipco/ispe`; a picture of tiles has one for each tile and one for the whole. */
async function heic(read: ReadBytes): Promise<ImageInfo | undefined> {
  const inside = async (parents: readonly Box[], type: string, skip = 0): Promise<Box[]> => {
    const parent = parents.find((box) => box.type === type)
    return parent ? boxes(read, parent.from + skip, parent.to) : []
  }
  const meta = await inside(await boxes(read, 0, Number.MAX_SAFE_INTEGER), 'meta', 4)
  const properties = await inside(await inside(meta, 'iprp'), 'ipco')
  let width = 0
  let height = 0
  for (const box of properties.filter(({ type }) => type === 'ispe')) {
    const size = await read(box.from + 4, 8)
    if (size.length < 8) return undefined
    width = Math.max(width, size.readUInt32BE(0))
    height = Math.max(height, size.readUInt32BE(4))
  }
  return { format: 'heic', width, height }
}
