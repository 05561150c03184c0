/**
 * What the loader, on somebody's page, and the app, in its frame, say to each other. Both check the other's origin and
 * window; everything else that arrives is not for them.
 */
export type ToApp =
  | { readonly pipit: 'open' }
  | { readonly pipit: 'close' }
  | { readonly pipit: 'identify'; readonly token: string }
  | { readonly pipit: 'logout' }

export type ToPage =
  | { readonly pipit: 'ready' }
  | { readonly pipit: 'close' }
  | { readonly pipit: 'unread'; readonly count: number }
  | { readonly pipit: 'look'; readonly look: Look }
  | { readonly pipit: 'message' }
  | { readonly pipit: 'refused'; readonly reason: string }

/** What the button on the page needs to know. */
export interface Look {
  readonly color: string
  readonly position: 'left' | 'right'
  readonly label: string
}
