import type { AbortSignalLike } from './web.ts'

/** An open WebSocket, as far as the long connection needs one. */
export interface Socket {
  send(data: Uint8Array): void
  close(): void
}

export interface SocketEvents {
  onMessage(data: Uint8Array): void
  /** Once, whoever closed it. */
  onClose(reason: string): void
}

export type Connect = (url: string, events: SocketEvents, signal?: AbortSignalLike) => Promise<Socket>

/** The server refused the upgrade. */
export class HandshakeError extends Error {
  override readonly name = 'HandshakeError'
  readonly status: number
  readonly authCode: number

  constructor(message: string, status: number, authCode: number) {
    super(message)
    this.status = status
    this.authCode = authCode
  }
}
