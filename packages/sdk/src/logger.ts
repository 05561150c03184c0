/** Anything with these four methods: `console`, pino, winston. */
export interface Logger {
  debug(...message: unknown[]): unknown
  info(...message: unknown[]): unknown
  warn(...message: unknown[]): unknown
  error(...message: unknown[]): unknown
}

export const LoggerLevel = { fatal: 0, error: 1, warn: 2, info: 3, debug: 4, trace: 5 } as const

export type LoggerLevelName = keyof typeof LoggerLevel

/** Drops what is below the chosen level. */
export class LeveledLogger {
  readonly #logger: Logger
  readonly #level: number

  constructor(logger: Logger | undefined, level: number | LoggerLevelName | undefined) {
    this.#logger = logger ?? console
    this.#level = typeof level === 'string' ? LoggerLevel[level] : (level ?? LoggerLevel.warn)
  }

  get debugs(): boolean {
    return this.#level >= LoggerLevel.debug
  }

  debug(...message: unknown[]): void {
    if (this.#level >= LoggerLevel.debug) this.#logger.debug(...message)
  }

  warn(...message: unknown[]): void {
    if (this.#level >= LoggerLevel.warn) this.#logger.warn(...message)
  }

  error(...message: unknown[]): void {
    if (this.#level >= LoggerLevel.error) this.#logger.error(...message)
  }
}
