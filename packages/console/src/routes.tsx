import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { isSignedOut } from './api/error.ts'
import { messagesQuery, sessionQuery, ticketQuery } from './api/query.ts'
import { TicketPlaceholder } from './pages/workspace/ticket-placeholder.tsx'
import { openTicketPage } from './pages/workspace/open-ticket-page.ts'
import { WorkspacePage } from './pages/workspace/workspace-page.tsx'
import { onSignedOut, queryClient } from './query-client.ts'
import {
  agentSearch,
  findSearch,
  appsSearch,
  eventsSearch,
  knowledgeSearch,
  loginSearch,
  logsSearch,
  overviewSearch,
  parseSearch,
  pushesSearch,
  stringifySearch,
  teamSearch,
} from './search.ts'
import { ErrorPage } from './ui/error-page.tsx'
import { NotFoundPage } from './ui/not-found-page.tsx'
import { PageSkeleton } from './ui/page-skeleton.tsx'
import { SignedIn } from './ui/signed-in.tsx'

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: ErrorPage,
})

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/agent', replace: true })
  },
})

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: loginSearch,
  component: lazyRouteComponent(() => import('./pages/login/login-page.tsx'), 'LoginPage'),
})

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signedIn',
  beforeLoad: async ({ location }) => {
    try {
      return { me: await queryClient.ensureQueryData(sessionQuery) }
    } catch (error) {
      if (isSignedOut(error)) throw redirect({ to: '/login', search: { next: location.href }, replace: true })
      throw error
    }
  },
  component: SignedIn,
})

const authorize = createRoute({
  getParentRoute: () => signedIn,
  path: '/oauth/authorize',
  component: lazyRouteComponent(() => import('./pages/authorize/authorize-page.tsx'), 'AuthorizePage'),
})

const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  component: lazyRouteComponent(() => import('./pages/authorize/account-page.tsx'), 'AccountPage'),
})

/** The desk's own pages are for those who serve on it; whoever does not has only their account. */
const deskOnly = ({ context }: { context: { me: { role: string } } }) => {
  if (context.me.role === 'member') throw redirect({ to: '/account', replace: true })
}

const agent = createRoute({
  getParentRoute: () => signedIn,
  path: '/agent',
  beforeLoad: deskOnly,
  validateSearch: agentSearch,
  component: WorkspacePage,
})

const agentIndex = createRoute({ getParentRoute: () => agent, path: '/', component: TicketPlaceholder })

const agentTicket = createRoute({
  getParentRoute: () => agent,
  path: '/tickets/$ticketId',
  // Runs when a pointer rests on a row, so that the ticket is mostly here when it is opened.
  loader: ({ params }) => {
    void queryClient.prefetchQuery(ticketQuery(params.ticketId))
    void queryClient.prefetchInfiniteQuery(messagesQuery(params.ticketId))
  },
  component: lazyRouteComponent(openTicketPage, 'TicketPage'),
})

const preferences = createRoute({
  getParentRoute: () => signedIn,
  path: '/preferences',
  beforeLoad: deskOnly,
  component: lazyRouteComponent(() => import('./pages/preferences/preferences-page.tsx'), 'PreferencesPage'),
})

/** Beside the workspace, not in it: the list and the thread make room. */
const agentFind = createRoute({
  getParentRoute: () => signedIn,
  path: '/agent/search',
  beforeLoad: deskOnly,
  validateSearch: findSearch,
  component: lazyRouteComponent(() => import('./pages/search/search-page.tsx'), 'SearchPage'),
})

const admin = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin',
  beforeLoad: deskOnly,
  component: lazyRouteComponent(() => import('./pages/admin/admin-page.tsx'), 'AdminPage'),
})

const adminIndex = createRoute({
  getParentRoute: () => admin,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/admin/overview', replace: true })
  },
})

const adminOverview = createRoute({
  getParentRoute: () => admin,
  path: '/overview',
  validateSearch: overviewSearch,
  component: lazyRouteComponent(() => import('./pages/admin/overview/overview-page.tsx'), 'OverviewPage'),
})

const adminApps = createRoute({
  getParentRoute: () => admin,
  path: '/apps',
  validateSearch: appsSearch,
  component: lazyRouteComponent(() => import('./pages/admin/apps-page.tsx'), 'AppsPage'),
})

const adminCredentials = createRoute({
  getParentRoute: () => admin,
  path: '/credentials',
  component: lazyRouteComponent(() => import('./pages/admin/credentials-page.tsx'), 'CredentialsPage'),
})

/** Where the credentials of the desk were before they had a page together with the app's. */
const adminHelpdesk = createRoute({
  getParentRoute: () => admin,
  path: '/helpdesk',
  beforeLoad: () => {
    throw redirect({ to: '/admin/credentials', replace: true })
  },
})

const adminSla = createRoute({
  getParentRoute: () => admin,
  path: '/sla',
  component: lazyRouteComponent(() => import('./pages/admin/sla/sla-page.tsx'), 'SlaPage'),
})

const adminTokens = createRoute({
  getParentRoute: () => admin,
  path: '/tokens',
  component: lazyRouteComponent(() => import('./pages/admin/tokens/tokens-page.tsx'), 'TokensPage'),
})

const adminWidget = createRoute({
  getParentRoute: () => admin,
  path: '/widget',
  component: lazyRouteComponent(() => import('./pages/admin/widget/widget-page.tsx'), 'WidgetPage'),
})

const adminPushes = createRoute({
  getParentRoute: () => admin,
  path: '/pushes',
  validateSearch: pushesSearch,
  component: lazyRouteComponent(() => import('./pages/admin/pushes/pushes-page.tsx'), 'PushesPage'),
})

const adminKnowledge = createRoute({
  getParentRoute: () => admin,
  path: '/knowledge',
  validateSearch: knowledgeSearch,
  component: lazyRouteComponent(() => import('./pages/admin/knowledge/knowledge-page.tsx'), 'KnowledgePage'),
})

const adminFaq = createRoute({
  getParentRoute: () => admin,
  path: '/knowledge/$faqId',
  validateSearch: knowledgeSearch,
  component: lazyRouteComponent(() => import('./pages/admin/knowledge/faq-page.tsx'), 'FaqPage'),
})

const adminEmail = createRoute({
  getParentRoute: () => admin,
  path: '/email',
  component: lazyRouteComponent(() => import('./pages/admin/email/email-page.tsx'), 'EmailPage'),
})

const adminTeam = createRoute({
  getParentRoute: () => admin,
  path: '/team',
  validateSearch: teamSearch,
  component: lazyRouteComponent(() => import('./pages/admin/team/team-page.tsx'), 'TeamPage'),
})

const adminFields = createRoute({
  getParentRoute: () => admin,
  path: '/fields',
  component: lazyRouteComponent(() => import('./pages/admin/fields/fields-page.tsx'), 'FieldsPage'),
})

const adminLogs = createRoute({
  getParentRoute: () => admin,
  path: '/logs',
  validateSearch: logsSearch,
  component: lazyRouteComponent(() => import('./pages/admin/logs-page.tsx'), 'LogsPage'),
})

const adminEvents = createRoute({
  getParentRoute: () => admin,
  path: '/events',
  validateSearch: eventsSearch,
  component: lazyRouteComponent(() => import('./pages/admin/events/events-page.tsx'), 'EventsPage'),
})

const adminExplorer = createRoute({
  getParentRoute: () => admin,
  path: '/explorer',
  component: lazyRouteComponent(() => import('./pages/admin/explorer/explorer-page.tsx'), 'ExplorerPage'),
})

const adminExplorerEndpoint = createRoute({
  getParentRoute: () => admin,
  path: '/explorer/$endpointId',
  component: lazyRouteComponent(() => import('./pages/admin/explorer/explorer-page.tsx'), 'ExplorerPage'),
})

const routeTree = root.addChildren([
  home,
  login,
  signedIn.addChildren([
    authorize,
    account,
    preferences,
    agentFind,
    agent.addChildren([agentIndex, agentTicket]),
    admin.addChildren([
      adminIndex,
      adminOverview,
      adminApps,
      adminCredentials,
      adminHelpdesk,
      adminSla,
      adminTokens,
      adminTeam,
      adminFields,
      adminKnowledge,
      adminFaq,
      adminPushes,
      adminWidget,
      adminEmail,
      adminLogs,
      adminEvents,
      adminExplorer,
      adminExplorerEndpoint,
    ]),
  ]),
])

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 200,
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
})

onSignedOut(() => {
  const { pathname, href } = router.state.location
  if (pathname !== '/login') void router.navigate({ to: '/login', search: { next: href }, replace: true })
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
