import type { NewFile } from './files.ts'

const types: Readonly<Record<string, NewFile['type']>> = {
  opus: 'opus',
  mp4: 'mp4',
  pdf: 'pdf',
  doc: 'doc',
  docx: 'doc',
  xls: 'xls',
  xlsx: 'xls',
  ppt: 'ppt',
  pptx: 'ppt',
}

/** The vendor's kind of a file, told by the ending of its name as its own apps do. */
export const fileTypeOf = (name: string): NewFile['type'] =>
  types[/\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''] ?? 'stream'
