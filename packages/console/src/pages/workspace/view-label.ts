import type { TicketView } from '../../api/types.ts'
import type { IconName } from '../../ui/icon.tsx'

export const viewIcons: Record<TicketView, IconName> = {
  mine: 'person',
  following: 'eye',
  mentions: 'at',
  unassigned: 'personOff',
  queue: 'list',
  open: 'clock',
  closed: 'checkCircle',
  all: 'stack',
}

/** The server stops counting at 1000. */
export const countText = (count: number, atLeast = false) =>
  count > 999 ? '999+' : `${count}${atLeast ? '+' : ''}`
