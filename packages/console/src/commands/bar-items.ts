import { console as api, type Output } from '@pipit/contract'
import { useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { deskAgentsQuery } from '../api/query.ts'
import type { TicketRow } from '../api/types.ts'
import { enCommands } from '../i18n/en-commands.ts'
import { useText } from '../i18n/text.tsx'
import { zhCommands } from '../i18n/zh-commands.ts'
import type { IconName } from '../ui/icon.tsx'
import { offeredItems, type BarItem } from './bar-item.ts'
import { keysOf } from './bindings.ts'
import { availableCommands, runCommand } from './registry.ts'
import { currentShortcuts } from './shortcuts.ts'
import { commandIds, entryOf, type CommandGroup, type CommandId } from './table.ts'

const icons: Record<CommandGroup, IconName> = {
  list: 'list',
  ticket: 'checkCircle',
  write: 'send',
  go: 'stack',
  general: 'sliders',
}

/** They make no sense from here, where the list has no focus, or are what is open already. */
const left: ReadonlySet<CommandId> = new Set([
  'general.commandBar',
  'list.next',
  'list.previous',
  'write.send',
])

/** A command is found by its name in either language. */
const namesIn = (id: CommandId) => [enCommands, zhCommands].map(({ commands }) => commands.names[id])

/** Tickets that this page has read, the newest first: they open at once. */
function knownTickets(client: ReturnType<typeof useQueryClient>) {
  const rows = new Map<string, TicketRow>()
  type Page = Output<typeof api.ticket.list>
  for (const [, data] of client.getQueriesData<InfiniteData<Page> | Page>({
    queryKey: [api.ticket.list.path],
  })) {
    const pages = data && 'pages' in data ? data.pages : data ? [data] : []
    for (const row of pages.flatMap(({ items }) => items)) rows.set(row.ticket_id, row)
  }
  return [...rows.values()].toSorted((a, b) => b.last_message_at - a.last_message_at).slice(0, 200)
}

/** Everything that is there without asking the server, as it is when the bar opens. */
export function useBarItems() {
  const t = useText()
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMemo(() => {
    const { remaps } = currentShortcuts()
    const available = new Set(availableCommands())
    const commands = commandIds
      .filter((id) => available.has(id) && !left.has(id))
      .map((id): BarItem => ({
        key: id,
        group: t.commands.groups[entryOf(id).group],
        icon: icons[entryOf(id).group],
        title: t.commands.names[id],
        words: namesIn(id),
        keys: keysOf(id, remaps),
        run: () => void runCommand(id),
      }))
    const tickets = knownTickets(client).map((row): BarItem => ({
      key: `ticket:${row.ticket_id}`,
      group: t.bar.tickets,
      icon: 'inbox',
      title: row.guest.name,
      detail: row.preview,
      words: [row.preview, row.ticket_id],
      run: () =>
        void navigate({
          to: '/agent/tickets/$ticketId',
          params: { ticketId: row.ticket_id },
          search: (search) => search,
        }),
    }))
    const agents = (client.getQueryData(deskAgentsQuery.queryKey)?.items ?? []).map(
      ({ agent, status, open_tickets, max_tickets }): BarItem => ({
        key: `agent:${agent.id}`,
        group: t.bar.agents,
        icon: 'person',
        title: agent.name,
        detail: `${t.agentStatus[status]} · ${t.agentStatus.load(open_tickets, max_tickets)}`,
        words: agent.email ? [agent.email] : [],
        run: () => void navigate({ to: '/agent', search: { view: 'open', agent: agent.id } }),
      }),
    )
    return { commands, tickets, agents, offered: offeredItems() }
  }, [t, client, navigate])
}
