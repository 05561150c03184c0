/** Pictures of 70 × 50 pixels, one for each way a header can be written; made with Pillow. */
export const images = {
  png: 'iVBORw0KGgoAAAANSUhEUgAAAEYAAAAyCAIAAABu/zoEAAAAVElEQVR4nO3PAQkAIADAMLV/Zy0hyORL8M89frNeB9zXkqAlQUuClgQtCVoStCRoSdCSoCVBS4KWBC0JWhK0JGhJ0JKgJUFLgpYELQlaErQkaElwAERsAWPvDMFlAAAAAElFTkSuQmCC',
  jpeg: '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAAyAEYBAREA/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAA/AKAAAAAAAAAAAAAAAAAAAAA//9k=',
  gif: 'R0lGODdhRgAyAIEAAP8AAAAAAAAAAAAAACwAAAAARgAyAEAIYQABCBxIsKDBgwgTKlzIsKHDhxAjSpxIsaLFixgzatzIsaPHjyBDihxJsqTJkyhTqlzJsqXLlzBjypxJs6bNmzhz6tzJs6fPn0CDCh1KtKjRo0iTKl3KtKnTp1CjSp3qMCAAOw==',
  webp: 'UklGRlgAAABXRUJQVlA4IEwAAAAwBACdASpGADIAPm02mUmkIyKhIagAgA2JaQB2APwAABtnvSQIECBAgJAA/vCbQ//+QXLC65Gv//yA/5Af8gP/498W46IviEAAAAAA',
  webpLossless: 'UklGRiIAAABXRUJQVlA4TBUAAAAvRUAMAAcQ/Y/+B4CE8P+9FtH/FAgA',
  webpExtended:
    'UklGRoIAAABXRUJQVlA4WAoAAAAQAAAARQAAMQAAQUxQSBAAAAABB1DAiAgACeH/ey2i/ykQVlA4IEwAAAAwBACdASpGADIAPm02mUmkIyKhIagAgA2JaQB2APwAABtnvSQIECBAgJAA/vCbQ//+QXLC65Gv//yA/5Af8gP/498W46IviEAAAAAA',
  tiff: 'SUkqABwAAAAmoHl////////////////gAgAgAAkAAAEDAAEAAABGAAAAAQEDAAEAAAAyAAAAAgEDAAEAAAABAAAAAwEDAAEAAAAEAAAABgEDAAEAAAABAAAAEQEEAAEAAAAIAAAAFgEDAAEAAAAyAAAAFwEEAAEAAAATAAAAHAEDAAEAAAABAAAAAAAAAA==',
  // Coded as AVIF: the boxes that say its size are the same, and only they are read.
  heic: 'AAAAIGZ0eXBoZWljAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADrbWV0YQAAAAAAAAAhaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAAAAAAAOcGl0bQAAAAAAAQAAAB5pbG9jAAAAAEQAAAEAAQAAAAEAAAETAAAAMAAAAChpaW5mAAAAAAABAAAAGmluZmUCAAAAAAEAAGF2MDFDb2xvcgAAAABqaXBycAAAAEtpcGNvAAAAFGlzcGUAAAAAAAAARgAAADIAAAAQcGl4aQAAAAADCAgIAAAADGF2MUOBAAwAAAAAE2NvbHJuY2x4AAEADQAGgAAAABdpcG1hAAAAAAAAAAEAAQQBAoMEAAAAOG1kYXQSAAoJGBli4tEBDQaEMiESY8PDMoEEEE8oAAAAwhFo1pT5b9lD5bBdxMQUVs7HjcA=',
} as const

export const imageOf = (name: keyof typeof images): Buffer => Buffer.from(images[name], 'base64')

/** The beginning of a PNG that says it has these sides; only that much is read. */
export function pngOf(width: number, height: number): Buffer {
  const bytes = imageOf('png')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}

export function gifOf(width: number, height: number): Buffer {
  const bytes = imageOf('gif')
  bytes.writeUInt16LE(width, 6)
  bytes.writeUInt16LE(height, 8)
  return bytes
}

/** An icon with pictures of 16 × 11 and 48 × 34 pixels. */
export const icon = Buffer.from(
  'AAABAAIAEAsAAAAAIABOAAAAJgAAADAiAAAAACAAcwAAAHQAAACJUE5HDQoaCgAAAA1JSERSAAAAEAAAAAsIAgAAAPmAmm4AAAAVSURBVHicY/zPQBpgIlH9qIahqgEAMUgBFeZSkNQAAAAASUVORK5CYIKJUE5HDQoaCgAAAA1JSERSAAAAMAAAACIIAgAAAJZ+zUAAAAA6SURBVHic7c6xAQAQAMAw/P8zuyUjQ3NB5h5/Wa8Dt0JSSApJISkkhaSQFJJCUkgKSSEpJIWkkBSSA9EAAUPfcRN6AAAAAElFTkSuQmCC',
  'base64',
)

/** A black bitmap of 70 × 50 pixels; its rows run from the top when `topDown`. */
export function bitmap(topDown = false): Buffer {
  const rows = Buffer.alloc(12 * 50)
  const head = Buffer.alloc(62)
  head.write('BM')
  head.writeUInt32LE(head.length + rows.length, 2)
  head.writeUInt32LE(head.length, 10)
  head.writeUInt32LE(40, 14)
  head.writeInt32LE(70, 18)
  head.writeInt32LE(topDown ? -50 : 50, 22)
  head.writeUInt16LE(1, 26)
  head.writeUInt16LE(1, 28)
  return Buffer.concat([head, rows])
}
