import { fromJson, toJson } from '../db/json.ts'
import { type WidgetRow, findWidget } from '../db/widgets.ts'
import { newWidgetId } from '../platform/ids.ts'
import { decrypt, encrypt, newSecret } from '../platform/secrets.ts'
import { requireManager } from './agents.ts'
import { checkDomains, frameAncestors, isAllowedOrigin } from './allowed-domains.ts'
import { audit } from './audit.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError } from './errors.ts'
import { getHelpdesk } from './helpdesks.ts'

export interface Texts {
  readonly zh: string
  readonly en: string
}

/** How a widget looks and what it says. */
export interface WidgetLook {
  readonly name: string
  /** `#rrggbb`. */
  readonly color: string
  readonly position: 'right' | 'left'
  readonly theme: 'auto' | 'light' | 'dark'
  readonly locale: 'auto' | 'zh' | 'en'
  readonly welcome: Texts
  readonly offline: Texts
}

const usualLook = {
  color: '#3f55d8',
  position: 'right',
  theme: 'auto',
  locale: 'auto',
  welcome: { zh: '你好，想了解什么？', en: 'Hello. What can we help you with?' },
  offline: {
    zh: '现在没有客服在线。请留言，我们上线后回复你。',
    en: 'Nobody is here right now. Leave a message and we will answer when we are back.',
  },
} as const

export const lookOf = (widget: WidgetRow): WidgetLook => fromJson(widget.settings)
export const allowedOriginsOf = (widget: WidgetRow): string[] => fromJson(widget.allowed_origins)

/** The widget of the desk, made when there is none: every desk has one. */
export async function getWidget(cx: Cx): Promise<WidgetRow> {
  const found = await findWidget(cx.db, cx.tenantId, cx.helpdeskId)
  return found ?? addWidget(cx)
}

const addWidget = (cx: Cx): Promise<WidgetRow> =>
  inTransaction(cx, async (cx) => {
    const { name } = await getHelpdesk(cx)
    await cx.db
      .insertInto('widgets')
      .values({
        tenant_id: cx.tenantId,
        helpdesk_id: cx.helpdeskId,
        id: newWidgetId(),
        enabled: 1,
        bot: 1,
        settings: toJson({ name: name.slice(0, 60), ...usualLook } satisfies WidgetLook),
        allowed_origins: '[]',
        identity_cipher: encrypt(cx.keys, secretContext(cx), newSecret()),
        identity_changed_at: cx.now,
        created_at: cx.now,
        updated_at: cx.now,
      })
      .onConflict((c) => c.columns(['tenant_id', 'helpdesk_id']).doNothing())
      .execute()
    return (await findWidget(cx.db, cx.tenantId, cx.helpdeskId))!
  })

export type WidgetChange = Partial<WidgetLook> & {
  readonly bot?: boolean
  readonly enabled?: boolean
  readonly allowedOrigins?: readonly string[]
}

/** For owner and admins. @throws invalid_input for an origin that is no host */
export const updateWidget = (cx: Cx, change: WidgetChange): Promise<WidgetRow> =>
  inTransaction(cx, async (cx) => {
    requireManager(cx)
    const { bot, enabled, allowedOrigins, ...look } = change
    const widget = await getWidget(cx)
    return write(cx, {
      settings: toJson({ ...lookOf(widget), ...look }),
      ...(bot !== undefined && { bot: bot ? 1 : 0 }),
      ...(enabled !== undefined && { enabled: enabled ? 1 : 0 }),
      ...(allowedOrigins && { allowed_origins: toJson(checkDomains(allowedOrigins, 'allowed_origins')) }),
    })
  })

const write = (cx: Cx, change: Partial<WidgetRow>): Promise<WidgetRow> =>
  cx.db
    .updateTable('widgets')
    .set({ ...change, updated_at: cx.now })
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .returningAll()
    .executeTakeFirstOrThrow()

const secretContext = ({ helpdeskId }: Pick<Cx, 'helpdeskId'>): string => `widget identity ${helpdeskId}`

/** What signs identities, in clear; for checking signatures. */
export const identitySecret = (cx: Pick<Cx, 'keys'>, widget: WidgetRow): string =>
  decrypt(cx.keys, secretContext({ helpdeskId: widget.helpdesk_id }), widget.identity_cipher)

function requireOwner(cx: Cx): void {
  if (cx.actor.kind === 'user' && cx.actor.role !== 'owner') throw new AppError('forbidden')
}

const subjectOf = (widget: WidgetRow) => [{ id: widget.id, name: lookOf(widget).name }]

/** The same for somebody who is shown it: each look is written down. For the owner only. */
export async function viewIdentitySecret(cx: Cx): Promise<string> {
  requireOwner(cx)
  const widget = await getWidget(cx)
  await audit(cx, 'widget_secret.viewed', subjectOf(widget))
  return identitySecret(cx, widget)
}

/** A new secret; what the old one has signed is refused from now on. For the owner only. */
export const rotateIdentitySecret = (cx: Cx): Promise<string> =>
  inTransaction(cx, async (cx) => {
    requireOwner(cx)
    const widget = await getWidget(cx)
    await audit(cx, 'widget_secret.rotated', subjectOf(widget))
    const secret = newSecret()
    await write(cx, {
      identity_cipher: encrypt(cx.keys, secretContext(cx), secret),
      identity_changed_at: cx.now,
    })
    return secret
  })

/** Where a widget may stand while nobody has said: on pages of this machine, besides Pipit's own. */
const thisMachine = ['http://localhost:*', 'http://127.0.0.1:*', 'https://localhost:*', 'https://127.0.0.1:*']

/** The pages that may hold the chat, as `frame-ancestors` lists them. @param secure whether Pipit is reached by https */
export function ancestorsOf(widget: WidgetRow, secure: boolean): string {
  const origins = allowedOriginsOf(widget)
  return origins.length === 0 ? ["'self'", ...thisMachine].join(' ') : frameAncestors(origins, secure)
}

/** The same question for one origin. @param own where Pipit itself is reached */
export function mayHold(widget: WidgetRow, origin: string, own: readonly string[]): boolean {
  if (own.includes(origin)) return true
  const origins = allowedOriginsOf(widget)
  if (origins.length > 0) return isAllowedOrigin(origin, origins)
  return URL.canParse(origin) && ['localhost', '127.0.0.1'].includes(new URL(origin).hostname)
}

const hour = 60 * 60_000
/** So long after an app has answered a guest itself the built-in bot leaves the first word to apps. */
export const appAnswersFor = 24 * hour

/** Notes that an app answers guests of this desk; to the hour, so that answering stays cheap. */
export async function noteAppAnswer(cx: Cx): Promise<void> {
  await cx.db
    .updateTable('widgets')
    .set({ app_answered_at: cx.now })
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where((eb) => eb.or([eb('app_answered_at', 'is', null), eb('app_answered_at', '<', cx.now - hour)]))
    .execute()
}

/** How often the bot has answered with FAQs since a time, and what guests said of it. */
export async function countAnswers(
  cx: Cx,
  since: number,
): Promise<{ answered: number; helpful: number; unhelpful: number }> {
  const rows = await cx.db
    .selectFrom('ticket_answers as a')
    .innerJoin('tickets as t', (j) =>
      j
        .onRef('t.tenant_id', '=', 'a.tenant_id')
        .on('t.helpdesk_id', '=', cx.helpdeskId)
        .onRef('t.id', '=', 'a.ticket_id'),
    )
    .select(['a.helpful', (eb) => eb.fn.countAll<number>().as('count')])
    .where('a.tenant_id', '=', cx.tenantId)
    .where('a.created_at', '>=', since)
    .where('a.position', '=', 0)
    .groupBy('a.helpful')
    .execute()
  const of = (helpful: number | null) => rows.find((row) => row.helpful === helpful)?.count ?? 0
  return { answered: of(null) + of(1) + of(0), helpful: of(1), unhelpful: of(0) }
}
