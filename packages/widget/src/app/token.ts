/** Keeps the token of a visit in the frame's own storage, which the page around it cannot read. */
export function tokenStore(widgetId: string) {
  const key = `pipit.visit.${widgetId}`
  let memory: string | undefined
  const storage = (): Storage | undefined => {
    try {
      return window.localStorage
    } catch {
      // The browser keeps nothing for frames of other sites: the visit lasts as long as the page.
      return undefined
    }
  }
  return {
    get: (name = ''): string | undefined =>
      storage()?.getItem(key + name) ?? (name === '' ? memory : undefined),
    set: (value: string | undefined, name = ''): void => {
      if (name === '') memory = value
      try {
        if (value === undefined) storage()?.removeItem(key + name)
        else storage()?.setItem(key + name, value)
      } catch {
        // Full, or switched off.
      }
    },
  }
}

export type TokenStore = ReturnType<typeof tokenStore>
