import { getRouteApi, Outlet, useParams } from '@tanstack/react-router'
import type { CSSProperties } from 'react'
import { useLive } from '../../api/use-live.ts'
import { useEmbedding } from '../../embed/use-embedding.ts'
import { useText } from '../../i18n/text.tsx'
import { phone, useMedia, withViews } from '../../ui/media.ts'
import { News } from '../../notify/news.tsx'
import { OfflineBanner } from '../../ui/offline-banner.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { Frame } from '../../ui/rail.tsx'
import { Toasts } from '../../ui/toasts.tsx'
import { useStored } from '../../ui/stored.ts'
import { ListResizer } from './list-resizer.tsx'
import { usePreparedTicketPage } from './open-ticket-page.ts'
import { TicketList, useListName } from './ticket-list.tsx'
import { ViewNav } from './view-nav.tsx'
import '../../rich/rich.css'
import './list.css'
import './list-tools.css'
import './panel.css'
import './thread.css'
import './workspace.css'

const route = getRouteApi('/signedIn/agent')

export function WorkspacePage() {
  const t = useText()
  const search = route.useSearch()
  const { ticketId } = useParams({ strict: false })
  const { offline, reconnect } = useLive()
  useEmbedding(ticketId)
  usePreparedTicketPage()
  const isPhone = useMedia(phone)
  const wide = useMedia(withViews)
  const [viewsShown, showViews] = useStored<boolean>('views', true)
  const [listWidth, setListWidth] = useStored<number>('list-width', 340)
  const [layout, setLayout] = useStored<string>('layout', 'list')
  const { name } = useListName(search)
  usePageTitle(name, t.menu.workspace)

  const onePane = isPhone && ticketId !== undefined
  const docked = wide && viewsShown
  // Beside an open ticket there is only room for the list.
  const table = layout === 'table' && !isPhone && ticketId === undefined
  const alone = isPhone || table
  const list = (
    <TicketList
      key={table ? 'table' : 'list'}
      search={search}
      table={table}
      selected={ticketId}
      withViewMenu={!docked}
      {...(!isPhone && ticketId === undefined
        ? { onLayout: (next: boolean) => setLayout(next ? 'table' : 'list') }
        : {})}
      {...(wide && !viewsShown ? { onExpandViews: () => showViews(true) } : {})}
    />
  )
  return (
    <Frame className={onePane ? 'is-one-pane' : ''}>
      <News shown={ticketId} />
      <div className="workspace">
        {offline && <OfflineBanner onReconnect={reconnect} />}
        <div className="workspace-panes" style={{ '--list-width': `${listWidth}px` } as CSSProperties}>
          {docked && <ViewNav search={search} onCollapse={() => showViews(false)} />}
          {/* On a phone the list is the page; beside a ticket it is only the way there. */}
          {!onePane &&
            (alone ? (
              <main id="content" className="list-main">
                {list}
              </main>
            ) : (
              list
            ))}
          {!alone && <ListResizer width={listWidth} onResize={setListWidth} />}
          {(!alone || onePane) && <Outlet />}
        </div>
        <Toasts />
      </div>
    </Frame>
  )
}
