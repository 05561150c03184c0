import type { TokenRefusal } from './domain/access-token-use.ts'

type Language = 'zh' | 'en'

const texts: Record<Language, Record<TokenRefusal, readonly [title: string, text: string]>> = {
  zh: {
    invalid: [
      '登录链接无效',
      '此链接中的 AccessToken 不正确，或已被更换、删除。请向链接的提供方索取新的链接。',
    ],
    expired: ['登录链接已过期', '此链接中的 AccessToken 已过期。请向链接的提供方索取新的链接。'],
    disabled: ['登录链接已停用', '此链接中的 AccessToken 已被停用。请联系服务台管理员。'],
    domain_not_allowed: [
      '不允许从此网站访问',
      '打开此页面的网站不在该 AccessToken 的允许域名中。请服务台管理员在 AccessToken 设置中添加该域名。',
    ],
    no_permission: ['没有权限', '此 AccessToken 不能打开该页面。请联系服务台管理员。'],
  },
  en: {
    invalid: [
      'This sign-in link is not valid',
      'Its AccessToken is wrong, or has been replaced or deleted. Ask whoever gave you the link for a new one.',
    ],
    expired: [
      'This sign-in link has expired',
      'Its AccessToken has expired. Ask whoever gave you the link for a new one.',
    ],
    disabled: [
      'This sign-in link is disabled',
      'Its AccessToken has been disabled. Ask an admin of the help desk.',
    ],
    domain_not_allowed: [
      'Not allowed from this website',
      'The website that opened this page is not among the allowed domains of the AccessToken. An admin of the help desk can add it.',
    ],
    no_permission: [
      'No permission',
      'This AccessToken does not open this page. Ask an admin of the help desk.',
    ],
  },
}

export const refusalStatus: Readonly<Record<TokenRefusal, number>> = {
  invalid: 401,
  expired: 401,
  disabled: 401,
  domain_not_allowed: 403,
  no_permission: 403,
}

export const isRefusal = (reason: unknown): reason is TokenRefusal =>
  typeof reason === 'string' && Object.hasOwn(refusalStatus, reason)

/** The first of our languages that a browser names; its order is by preference in practice. */
export const languageOf = (header: string | undefined): Language =>
  /\b(zh|en)\b/i.exec(header ?? '')?.[1]?.toLowerCase() === 'zh' ? 'zh' : 'en'

const style =
  'body{font:16px/1.6 system-ui,sans-serif;margin:0;min-height:100vh;display:grid;place-items:center;' +
  'background:Canvas;color:CanvasText;color-scheme:light dark}main{max-width:30rem;padding:2rem}h1{font-size:1.25rem}'

/** Why a sign-on link opens nothing, for people; it works without scripts and in any frame. */
export function refusalPage(reason: TokenRefusal, language: Language): string {
  const [title, text] = texts[language][reason]
  return (
    `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}" data-reason="${reason}">` +
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
    `<meta name="robots" content="noindex"><title>${title}</title><style>${style}</style></head>` +
    `<body><main><h1>${title}</h1><p>${text}</p></main></body></html>`
  )
}

/** Nothing of it runs, and it says nothing secret, so any page may show it. */
export const refusalHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}
