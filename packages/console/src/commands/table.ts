/**
 * Everything that can be done by a key or from the command bar. A page says with `useCommand` what it does now; this
 * table says how it is called and which keys it has until somebody chooses others.
 *
 * Keys: `e`, `shift+e`, `?`, `mod+k` (Ctrl, or ⌘ on a Mac), and one after the other: `g m`.
 */
export interface CommandEntry {
  readonly group: CommandGroup
  readonly keys?: string
  /** Works while somebody writes: only for keys that write nothing. */
  readonly inInputs?: true
  /** Goes on while the key is held down. */
  readonly repeats?: true
}

export const commandGroups = ['list', 'ticket', 'write', 'go', 'general'] as const
export type CommandGroup = (typeof commandGroups)[number]

export const commands = {
  'list.next': { group: 'list', keys: 'j', repeats: true },
  'list.previous': { group: 'list', keys: 'k', repeats: true },
  'list.select': { group: 'list', keys: 'x' },
  'list.selectAll': { group: 'list', keys: 'shift+x' },
  'list.filter': { group: 'list', keys: 'f' },
  'list.layout': { group: 'list', keys: 'v' },

  'ticket.close': { group: 'ticket', keys: 'e' },
  'ticket.closeAndNext': { group: 'ticket', keys: 'shift+e' },
  'ticket.reopen': { group: 'ticket', keys: 'shift+o' },
  'ticket.snooze': { group: 'ticket', keys: 'z' },
  'ticket.hold': { group: 'ticket', keys: 'h' },
  'ticket.assign': { group: 'ticket', keys: 'a' },
  'ticket.assignToMe': { group: 'ticket', keys: 'i' },
  'ticket.transfer': { group: 'ticket', keys: 'shift+a' },
  'ticket.collaborators': { group: 'ticket', keys: 'shift+c' },
  'ticket.tag': { group: 'ticket', keys: 't' },
  'ticket.priority': { group: 'ticket', keys: 'p' },
  'ticket.merge': { group: 'ticket', keys: 'm' },
  'ticket.split': { group: 'ticket' },
  'ticket.copyLink': { group: 'ticket' },
  'ticket.rating': { group: 'ticket' },
  'ticket.undo': { group: 'ticket', keys: 'u' },
  'ticket.details': { group: 'ticket', keys: 'd' },

  'write.reply': { group: 'write', keys: 'r' },
  'write.note': { group: 'write', keys: 'n' },
  'write.send': { group: 'write', keys: 'mod+enter', inInputs: true },
  'write.sendAndClose': { group: 'write', keys: 'mod+shift+enter', inInputs: true },
  'write.quickReply': { group: 'write', keys: 'q' },
  'write.attach': { group: 'write' },

  'go.mine': { group: 'go', keys: 'g m' },
  'go.mentions': { group: 'go', keys: 'g t' },
  'go.unassigned': { group: 'go', keys: 'g u' },
  'go.queue': { group: 'go', keys: 'g q' },
  'go.open': { group: 'go', keys: 'g o' },
  'go.snoozed': { group: 'go', keys: 'g z' },
  'go.closed': { group: 'go', keys: 'g c' },
  'go.all': { group: 'go', keys: 'g a' },
  'go.workspace': { group: 'go', keys: 'g w' },
  'go.console': { group: 'go', keys: 'g s' },
  'go.preferences': { group: 'go', keys: 'g p' },

  'general.commandBar': { group: 'general', keys: 'mod+k', inInputs: true },
  'general.search': { group: 'general', keys: '/' },
  'general.status': { group: 'general' },
  'general.views': { group: 'general', keys: '[' },
  'general.theme': { group: 'general' },
  'general.language': { group: 'general' },
  'general.signOut': { group: 'general' },
  'general.help': { group: 'general', keys: '?' },
} as const satisfies Record<string, CommandEntry>

export type CommandId = keyof typeof commands

export const commandIds = Object.keys(commands) as CommandId[]

export const entryOf = (id: CommandId): CommandEntry => commands[id]

export const isCommandId = (x: string): x is CommandId => Object.hasOwn(commands, x)
