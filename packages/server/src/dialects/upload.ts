import type { IncomingMessage } from 'node:http'
import { type Readable, finished } from 'node:stream'
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy'
import type { Endpoint } from '@pipit/contract'
import { AppError } from '../domain/errors.ts'
import { storageFailure } from '../domain/files.ts'
import type { Incoming } from '../outbound/incoming.ts'
import type { Storage } from '../outbound/storage.ts'
import { InputError } from './input.ts'

/** A read `multipart/form-data` body. */
export interface Upload {
  /** The text members, and the file as `{name, size}`. */
  readonly body: Readonly<Record<string, unknown>>
  readonly file: Incoming | undefined
}

/** What boundaries, part headers and text members may add to the file. */
const overhead = 64 * 1024

const wrong = (field: string, description: string) => new InputError([{ field, value: '', description }])

/**
 * Reads an upload as it arrives, the file straight to the disk. The SDKs differ in the order of the parts, in file
 * names and in content types, so the part's name alone says which one is the file.
 * @throws InputError, file_too_large, storage_full
 */
export async function readUpload(
  request: IncomingMessage,
  { part, maximumBytes }: NonNullable<Endpoint['upload']>,
  storage: Storage,
): Promise<Upload> {
  const contentType = request.headers['content-type']
  if (!contentType || !/^multipart\/form-data\s*;/i.test(contentType))
    throw wrong('Content-Type', 'must be multipart/form-data with a boundary')
  if (Number(request.headers['content-length'] ?? 0) > maximumBytes + overhead)
    throw new AppError('file_too_large')
  const parser = newParser({ ...request.headers, 'content-type': contentType }, part, maximumBytes)
  const body: Record<string, unknown> = {}
  let source: Readable | undefined
  let receiving: Promise<Incoming> | undefined
  let name = ''
  try {
    await new Promise<void>((resolve, reject) => {
      parser.on('field', (field, value, _nameTruncated, valueTruncated) => {
        if (valueTruncated) reject(wrong(field, 'is too long'))
        body[field] = value
      })
      parser.on('file', (field, stream, fileName) => {
        // Its errors come when the parser is stopped; whoever reads it hears of them.
        stream.on('error', () => {})
        if (field !== part) return void stream.resume()
        if (source) return reject(wrong(part, 'must be one part'))
        source = stream
        name = fileName ?? ''
        stream.once('limit', () => reject(new AppError('file_too_large')))
        receiving = storage.receive(stream)
        receiving.catch(reject)
      })
      parser.on('error', (error) =>
        reject(wrong('body', `is not valid multipart/form-data: ${String(error)}`)),
      )
      parser.on('finish', resolve)
      finished(request, { writable: false }, (error) => {
        if (error) reject(wrong('body', 'ended before it was complete'))
      })
      request.pipe(parser)
    })
    const file = await receiving
    return { body: file ? { ...body, [part]: { name, size: file.size } } : body, file }
  } catch (error) {
    // What has not been read is thrown away by Node once the reply is out; the connection stays usable.
    request.unpipe(parser)
    source?.destroy()
    await discard(receiving)
    throw storageFailure(error)
  }
}

async function discard(receiving: Promise<Incoming> | undefined): Promise<void> {
  try {
    await (await receiving)?.discard()
  } catch {
    // It did not arrive: there is nothing to delete.
  }
}

function newParser(headers: BusboyHeaders, part: string, maximumBytes: number): BusboyInstance {
  try {
    return new Busboy({
      headers,
      // The parser calls a file of exactly the limit whole, one byte more cut off.
      limits: {
        fileSize: maximumBytes,
        files: 4,
        fields: 20,
        fieldSize: 16 * 1024,
        parts: 24,
        headerPairs: 50,
      },
      isPartAFile: (name, _type, fileName) => name === part || fileName !== undefined,
    })
  } catch (error) {
    throw wrong('Content-Type', (error as Error).message)
  }
}
