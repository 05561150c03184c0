import { Button, Input, Select, Switch, Tooltip } from 'antd'
import { useState } from 'react'
import type { App } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import type { LogsSearch } from '../../search.ts'
import { Icon } from '../../ui/icon.tsx'

interface Props {
  readonly search: LogsSearch
  readonly apps: readonly App[]
  readonly refreshing: boolean
  readonly onChange: (search: LogsSearch) => void
  readonly onRefresh: () => void
}

export function LogFilters({ search, apps, refreshing, onChange, onRefresh }: Props) {
  const t = useText()
  const [logId, setLogId] = useState(search.log_id ?? '')
  const submit = (value: string) => onChange({ ...search, log_id: value.trim() || undefined })
  return (
    <div className="log-filters" role="search">
      <Input
        className="log-search"
        aria-label={t.logs.search}
        placeholder={t.logs.searchPlaceholder}
        prefix={<Icon name="search" />}
        allowClear
        spellCheck={false}
        maxLength={64}
        value={logId}
        onChange={(event) => {
          setLogId(event.target.value)
          if (event.target.value === '' && search.log_id) submit('')
        }}
        onPressEnter={() => submit(logId)}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData('text').trim()
          if (logId === '' && pasted) {
            event.preventDefault()
            setLogId(pasted)
            submit(pasted)
          }
        }}
      />
      {apps.length > 1 && (
        <Select
          className="log-app"
          aria-label={t.logs.app}
          value={search.app_id ?? ''}
          onChange={(app_id) => onChange({ ...search, app_id: app_id || undefined })}
          options={[
            { value: '', label: t.logs.allApps },
            ...apps.map((a) => ({ value: a.app_id, label: a.name })),
          ]}
        />
      )}
      <label className="switch-row">
        <Switch
          size="small"
          checked={search.errors_only === true}
          onChange={(checked) => onChange({ ...search, errors_only: checked || undefined })}
        />
        {t.logs.errorsOnly}
      </label>
      <Tooltip title={t.logs.refresh}>
        <Button
          className="log-refresh"
          aria-label={t.logs.refresh}
          aria-busy={refreshing}
          icon={<Icon name="refresh" />}
          onClick={onRefresh}
        />
      </Tooltip>
    </div>
  )
}
