import type { Output, console as api } from '@pipit/contract'

export type Widget = Output<typeof api.widget.get>

/** What can be changed at once, as it stands in the form. */
export type Draft = Pick<
  Widget,
  'name' | 'color' | 'position' | 'theme' | 'locale' | 'welcome' | 'offline' | 'bot' | 'enabled'
> & { readonly origins: string }

export const draftOf = (widget: Widget): Draft => {
  const { name, color, position, theme, locale, welcome, offline, bot, enabled, allowed_origins } = widget
  return {
    name,
    color,
    position,
    theme,
    locale,
    welcome,
    offline,
    bot,
    enabled,
    origins: allowed_origins.join('\n'),
  }
}

/** The hosts of the form, one in each line; a whole address is as good as its host. */
export const hostsOf = (text: string): string[] =>
  text
    .split(/[\s,，]+/)
    .map((line) => line.replace(/^https?:\/\//, '').replace(/\/.*$/, ''))
    .filter((line) => line !== '')

export const changeOf = ({ origins, ...draft }: Draft) => ({ ...draft, allowed_origins: hostsOf(origins) })

export const isSame = (a: Draft, b: Draft): boolean =>
  JSON.stringify(changeOf(a)) === JSON.stringify(changeOf(b))

export type Problem = 'name' | 'color' | 'welcome.zh' | 'welcome.en' | 'offline.zh' | 'offline.en'

/** The fields that cannot be saved as they are. */
export function problemsOf(draft: Draft): ReadonlySet<Problem> {
  const found = new Set<Problem>()
  if (draft.name.trim() === '') found.add('name')
  if (!/^#[0-9a-f]{6}$/i.test(draft.color)) found.add('color')
  for (const what of ['welcome', 'offline'] as const)
    for (const language of ['zh', 'en'] as const)
      if (draft[what][language].trim() === '') found.add(`${what}.${language}`)
  return found
}
