import { getRouteApi, Outlet, useParams } from '@tanstack/react-router'
import type { CSSProperties } from 'react'
import { useLive } from '../../api/use-live.ts'
import { useEmbedding } from '../../embed/use-embedding.ts'
import { useText } from '../../i18n/text.tsx'
import { phone, useMedia, withViews } from '../../ui/media.ts'
import { OfflineBanner } from '../../ui/offline-banner.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { Frame } from '../../ui/rail.tsx'
import { Toasts } from '../../ui/toasts.tsx'
import { useStored } from '../../ui/stored.ts'
import { ListResizer } from './list-resizer.tsx'
import { TicketList } from './ticket-list.tsx'
import { ViewNav } from './view-nav.tsx'
import '../../rich/rich.css'
import './list.css'
import './panel.css'
import './thread.css'
import './workspace.css'

const route = getRouteApi('/signedIn/agent')

export function WorkspacePage() {
  const t = useText()
  const { view = 'mine' } = route.useSearch()
  const { ticketId } = useParams({ strict: false })
  const { offline, reconnect } = useLive()
  useEmbedding(ticketId)
  const isPhone = useMedia(phone)
  const wide = useMedia(withViews)
  const [viewsShown, showViews] = useStored<boolean>('views', true)
  const [listWidth, setListWidth] = useStored<number>('list-width', 340)
  usePageTitle(t.view[view], t.menu.workspace)

  const onePane = isPhone && ticketId !== undefined
  const docked = wide && viewsShown
  const list = (
    <TicketList
      key={view}
      view={view}
      selected={ticketId}
      withViewMenu={!docked}
      {...(wide && !viewsShown ? { onExpandViews: () => showViews(true) } : {})}
    />
  )
  return (
    <Frame className={onePane ? 'is-one-pane' : ''}>
      <div className="workspace">
        {offline && <OfflineBanner onReconnect={reconnect} />}
        <div className="workspace-panes" style={{ '--list-width': `${listWidth}px` } as CSSProperties}>
          {docked && <ViewNav view={view} onCollapse={() => showViews(false)} />}
          {/* On a phone the list is the page; beside a ticket it is only the way there. */}
          {!onePane &&
            (isPhone ? (
              <main id="content" className="list-main">
                {list}
              </main>
            ) : (
              list
            ))}
          {!isPhone && <ListResizer width={listWidth} onResize={setListWidth} />}
          {(!isPhone || onePane) && <Outlet />}
        </div>
        <Toasts />
      </div>
    </Frame>
  )
}
