import * as runtime from '#runtime'
import { ConfigError } from './errors.ts'
import { concat } from './bytes.ts'

/** A file on its way. Its bytes can be taken once, by whichever method. */
export class Download implements AsyncIterable<Uint8Array> {
  /** Of the answer, names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly #chunks: AsyncIterable<Uint8Array>
  #taken = false

  constructor(headers: Readonly<Record<string, string>>, chunks: AsyncIterable<Uint8Array>) {
    this.headers = headers
    this.#chunks = chunks
  }

  get contentType(): string {
    return this.headers['content-type'] ?? 'application/octet-stream'
  }

  /** The name the server gave the file, without any folder. */
  get fileName(): string | undefined {
    const header = this.headers['content-disposition'] ?? ''
    const extended = /filename\*\s*=\s*utf-8''([^;]+)/i.exec(header)?.[1]
    const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header)
    const name = decoded(extended) ?? plain?.[1]?.replaceAll(/\\(.)/g, '$1') ?? plain?.[2]
    return name?.split(/[/\\]/).pop() || undefined
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return this.#take()[Symbol.asyncIterator]()
  }

  /** All of it at once. */
  async bytes(): Promise<Uint8Array> {
    const chunks: Uint8Array[] = []
    for await (const chunk of this.#take()) chunks.push(chunk)
    return concat(chunks)
  }

  /** Writes it to a file (Node only). */
  async writeFile(path: string): Promise<string> {
    await runtime.writeFile(path, this.#take())
    return path
  }

  /** As a stream of Node, for code written for the official SDK (Node only). */
  getReadableStream(): ReadableLike {
    return runtime.toReadable(this.#take()) as ReadableLike
  }

  #take(): AsyncIterable<Uint8Array> {
    if (this.#taken) {
      throw new ConfigError(
        'download',
        'This download was read before: keep its bytes() if you need them twice.',
      )
    }
    this.#taken = true
    return this.#chunks
  }
}

/** A readable stream of Node, as far as its type can be told without @types/node. */
export interface ReadableLike extends AsyncIterable<Uint8Array> {
  pipe<W>(destination: W): W
  on(event: string, listener: (...args: never[]) => void): this
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text)
  } catch {
    return undefined
  }
}
