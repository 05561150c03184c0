import type { Browser, BrowserContext, Page } from 'playwright-core'

export interface PageEntry {
  readonly name: string
  readonly path: string
  readonly as: 'nobody' | 'agent' | 'owner'
  /** Keys pressed once the page is there. */
  readonly press?: readonly string[]
  /** What the keys open; waited for. */
  readonly shows?: string
  /** Phones do not have it. */
  readonly wide?: boolean
}

export interface Look {
  readonly language: 'en' | 'zh'
  readonly scheme: 'light' | 'dark'
  readonly width: number
}

/** What a screen of a width (px) shows to somebody. */
export declare function pagesFor(as: PageEntry['as'], width: number): readonly PageEntry[]
export declare function openLook(browser: Browser, look: Look): Promise<BrowserContext>
export declare function signIn(
  context: BrowserContext,
  url: string,
  who: { readonly email: string; readonly password: string },
): Promise<void>
export declare function visit(
  page: Page,
  url: string,
  entry: PageEntry,
  firstRun: { readonly ticket_id: string | null },
): Promise<void>
