import { useEffect, useRef } from 'react'
import { offerCommand } from './registry.ts'
import type { CommandId } from './table.ts'

interface Command {
  readonly id: CommandId
  readonly run: () => void
  /** Without it the key does nothing and the command bar does not show the command. */
  readonly enabled?: boolean
}

/** Offers a command while the component is there; its key and the command bar run it. */
export function useCommand({ id, run, enabled = true }: Command) {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => (enabled ? offerCommand({ id, run: () => latest.current() }) : undefined), [id, enabled])
}
