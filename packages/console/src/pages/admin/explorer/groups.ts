import { type Face, type Listed, catalogue, resourceOf } from '@pipit/contract/catalogue'
import type { Language } from '../../../i18n/language.ts'
import { resourceNames, zhSummaries } from './endpoint-names.ts'

export const endpoints: readonly Listed[] = [...catalogue()]

export const findEndpoint = (id: string | undefined): Listed | undefined =>
  endpoints.find((listed) => listed.id === id)

export const summaryOf = ({ id, endpoint }: Listed, language: Language): string =>
  language === 'zh' ? (zhSummaries[id] ?? endpoint.summary) : endpoint.summary

export const resourceName = (resource: string, language: Language): string =>
  resourceNames[resource]?.[language === 'zh' ? 1 : 0] ?? resource

export interface Group {
  readonly resource: string
  readonly face: Face
  readonly endpoints: readonly Listed[]
}

/** The order in which people look for things: the desk first, tokens later. */
const order = ['helpdesk', 'pipit', 'im', 'contact', 'docx', 'ws', 'auth', 'authen', 'oauth', 'api']
const rank = (resource: string): number => order.indexOf(resource.split('.')[0]!)

const texts = (listed: Listed): string =>
  [
    listed.id,
    listed.endpoint.summary,
    zhSummaries[listed.id] ?? '',
    listed.endpoint.method,
    listed.endpoint.path,
    ...(resourceNames[resourceOf(listed)] ?? []),
  ]
    .join(' ')
    .toLowerCase()

/** Endpoints by what they are about; with a search, those that have every word of it, in either language. */
export function groupsOf(search: string): Group[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const groups = new Map<string, { face: Face; endpoints: Listed[] }>()
  for (const listed of endpoints) {
    const text = texts(listed)
    if (!words.every((word) => text.includes(word))) continue
    const resource = resourceOf(listed)
    const group = groups.get(resource) ?? { face: listed.face, endpoints: [] }
    group.endpoints.push(listed)
    groups.set(resource, group)
  }
  return [...groups]
    .map(([resource, group]) => ({ resource, ...group }))
    .toSorted((a, b) => rank(a.resource) - rank(b.resource))
}

/** What cannot be taken back and is asked about first. */
export const isDestructive = ({ endpoint }: Listed): boolean =>
  endpoint.method === 'DELETE' || /\/(delete|logout)$/.test(endpoint.path)
