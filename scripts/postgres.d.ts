export function startPostgres(options?: {
  /** With fsync, as measurements need it; tests throw the cluster away. */
  durable?: boolean
}): Promise<{ readonly url: string; stop(): Promise<void> } | undefined>

export function findPrograms(): string | undefined
