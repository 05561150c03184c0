import { commandIds, commands, entryOf, isCommandId, type CommandId } from './table.ts'

/** Keys somebody chose instead of the table's; `''` is none. */
export type Remaps = Readonly<Partial<Record<CommandId, string>>>

export const keysOf = (id: CommandId, remaps: Remaps): string => remaps[id] ?? entryOf(id).keys ?? ''

/** Which command a sequence of keys means. */
export function bindingsOf(remaps: Remaps): Map<string, CommandId> {
  const bindings = new Map<string, CommandId>()
  for (const id of commandIds) {
    const keys = keysOf(id, remaps)
    // A chosen key wins over one that merely came with the table.
    if (keys && (!bindings.has(keys) || remaps[id] !== undefined)) bindings.set(keys, id)
  }
  return bindings
}

/** Other commands that cannot be reached beside these keys: the same ones, or the beginning of a longer sequence. */
export function conflictsWith(id: CommandId, keys: string, remaps: Remaps): CommandId[] {
  if (!keys) return []
  const begins = (long: string, short: string) => long.startsWith(`${short} `)
  return commandIds.filter((other) => {
    const taken = keysOf(other, remaps)
    return other !== id && taken && (taken === keys || begins(taken, keys) || begins(keys, taken))
  })
}

/** Reads what was stored, perhaps by another version: unknown commands are left out. */
export const readRemaps = (stored: Readonly<Record<string, string>>): Remaps =>
  Object.fromEntries(Object.entries(stored).filter(([id]) => isCommandId(id)))

/** Keys of letters and signs can be switched off; what needs Ctrl or ⌘ disturbs nobody. */
export const isCharacterKey = (keys: string) => !keys.startsWith('mod+')

export const worksInInputs = (id: CommandId, keys: string) =>
  'inInputs' in commands[id] && keys.startsWith('mod+')
