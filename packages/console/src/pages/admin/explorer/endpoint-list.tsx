import type { Face } from '@pipit/contract/catalogue'
import { Link } from '@tanstack/react-router'
import { Input } from 'antd'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useLanguage } from '../../../i18n/text.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { type Group, groupsOf, resourceName, summaryOf } from './groups.ts'
import { useExplorerTexts } from './texts.ts'

const faces: readonly Face[] = ['feishu', 'access-token']

function GroupItems({ group, onPick }: { group: Group; onPick: () => void }) {
  const { language } = useLanguage()
  return (
    <section className="ex-list-group">
      <h4>{resourceName(group.resource, language)}</h4>
      <ul>
        {group.endpoints.map((listed) => (
          <li key={listed.id}>
            <Link
              to="/admin/explorer/$endpointId"
              params={{ endpointId: listed.id }}
              className="ex-link"
              activeProps={{ 'aria-current': 'page' }}
              preload={false}
              onClick={onPick}
            >
              <span className={`ex-method is-${listed.endpoint.method.toLowerCase()}`}>
                {listed.endpoint.method}
              </span>
              <span className="ellipsis" title={listed.endpoint.path}>
                {summaryOf(listed, language)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Every endpoint, by what it is about; the search knows both languages whichever is shown. */
export function EndpointList({ chosen }: { chosen: string | undefined }) {
  const t = useExplorerTexts()
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search)
  const groups = useMemo(() => groupsOf(wanted), [wanted])
  const list = useRef<HTMLDivElement>(null)
  const picked = useRef(false)
  const count = groups.reduce((sum, group) => sum + group.endpoints.length, 0)
  useEffect(() => {
    // Who comes by a link sees where it is; who has clicked knows.
    const current = list.current?.querySelector<HTMLElement>('[aria-current]')
    // Not scrollIntoView: that would move the page as well.
    if (list.current && current && !picked.current)
      list.current.scrollTop = current.offsetTop - list.current.clientHeight / 2
    picked.current = false
  }, [chosen])
  return (
    <nav className="ex-list" aria-label={t.endpoints}>
      <div className="ex-search">
        <Input
          allowClear
          prefix={<Icon name="search" />}
          aria-label={t.search}
          placeholder={t.searchPlaceholder}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <p className="sr-only" role="status">
          {search ? t.found(count) : ''}
        </p>
      </div>
      <div className="ex-list-scroll" ref={list}>
        {faces.map((face) => {
          const own = groups.filter((group) => group.face === face)
          if (own.length === 0) return null
          return (
            <section key={face} aria-label={t.faces[face]}>
              <h3>{t.faces[face]}</h3>
              {own.map((group) => (
                <GroupItems key={group.resource} group={group} onPick={() => (picked.current = true)} />
              ))}
            </section>
          )
        })}
        {count === 0 && (
          <div className="ex-none">
            <p>{t.none}</p>
            <p className="field-help">{t.noneHelp}</p>
          </div>
        )}
        <p className="ex-document">
          <a href="/openapi.json" target="_blank" rel="noreferrer" className="button-link">
            {t.document}
          </a>
        </p>
      </div>
    </nav>
  )
}
