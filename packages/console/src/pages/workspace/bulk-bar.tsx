import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { priorities } from '../../api/list-filter.ts'
import { choicesQuery, deskAgentsQuery } from '../../api/query.ts'
import { useCommand } from '../../commands/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PopPanel } from '../../ui/pop-panel.tsx'
import type { Bulk, BulkChange } from './use-bulk.ts'
import { mostSelected, type Selection } from './use-selection.ts'

/** Nine o'clock of the next day, by the clock of whoever looks. */
const tomorrow = () => {
  const date = new Date()
  date.setDate(date.getDate() + 1)
  return date.setHours(9, 0, 0, 0)
}

interface Choice {
  readonly key: string
  readonly label: string
  readonly change: BulkChange
}

function Choices({
  choices,
  onChoose,
}: {
  choices: readonly Choice[]
  onChoose: (change: BulkChange) => void
}) {
  return (
    <ul className="choices">
      {choices.map(({ key, label, change }) => (
        <li key={key}>
          <button type="button" onClick={() => onChoose(change)}>
            {label}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** One tag for all: typed, or chosen from those of the desk. */
function TagForm({ onChoose }: { onChoose: (change: BulkChange) => void }) {
  const t = useText()
  const tags = useQuery(choicesQuery).data?.tags ?? []
  const [name, setName] = useState('')
  const tag = name.trim()
  return (
    <form
      className="tag-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (tag) onChoose({ kind: 'tags', add: [tag] })
      }}
    >
      <input
        aria-label={t.lists.tagName}
        placeholder={t.lists.tagName}
        list="bulk-tags"
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <datalist id="bulk-tags">
        {tags.map((one) => (
          <option key={one.id} value={one.name} />
        ))}
      </datalist>
      <Button size="small" type="primary" htmlType="submit" disabled={!tag}>
        {t.lists.addTag}
      </Button>
      <Button size="small" disabled={!tag} onClick={() => onChoose({ kind: 'tags', remove: [tag] })}>
        {t.lists.removeTag}
      </Button>
    </form>
  )
}

function Actions({ run }: { run: (change: BulkChange) => void }) {
  const t = useText()
  const agents = useQuery(deskAgentsQuery).data?.items ?? []
  const assign: Choice[] = [
    ...agents.map(({ agent }) => ({
      key: agent.id,
      label: agent.name,
      change: { kind: 'assign', agent_id: agent.id } as const,
    })),
    { key: 'none', label: t.lists.nobody, change: { kind: 'assign' } },
  ]
  const byPriority = priorities.map((priority) => ({
    key: priority,
    label: t.lists.priorities[priority],
    change: { kind: 'priority', priority } as const,
  }))
  const menu = (label: string, choices: readonly Choice[]) => (
    <PopPanel label={label} className="has-text" button={label}>
      {(close) => (
        <Choices
          choices={choices}
          onChoose={(change) => {
            close()
            run(change)
          }}
        />
      )}
    </PopPanel>
  )
  return (
    <>
      {menu(t.lists.assign, assign)}
      <PopPanel label={t.lists.addTag} className="has-text" button={t.lists.tagName}>
        {(close) => (
          <TagForm
            onChoose={(change) => {
              close()
              run(change)
            }}
          />
        )}
      </PopPanel>
      {menu(t.lists.priority, byPriority)}
      <button type="button" className="pop-button has-text" onClick={() => run({ kind: 'close' })}>
        {t.lists.close}
      </button>
      <PopPanel label={t.ticket.more} button={<Icon name="more" />}>
        {(close) => (
          <Choices
            choices={[
              ...(['reopen', 'hold', 'resume'] as const).map((kind) => ({
                key: kind,
                label: t.lists[kind],
                change: { kind },
              })),
              { key: 'tomorrow', label: t.lists.tomorrow, change: { kind: 'hold', until: tomorrow() } },
            ]}
            onChoose={(change) => {
              close()
              run(change)
            }}
          />
        )}
      </PopPanel>
    </>
  )
}

interface Props {
  readonly selection: Selection
  readonly bulk: Bulk
}

/** What can be done with the selected tickets, and what became of it. */
export function BulkBar({ selection, bulk }: Props) {
  const t = useText()
  const { ids } = selection
  const { outcome, failed } = bulk
  useCommand({ id: 'ticket.undo', run: () => bulk.undo(), enabled: (outcome?.undo.length ?? 0) > 0 })
  const run = (change: BulkChange) => {
    bulk.run(ids, change)
    selection.clear()
  }
  return (
    <section className="bulk-bar" aria-label={t.lists.bulk}>
      {bulk.error && <ErrorNotice error={bulk.error} onDismiss={bulk.dismiss} />}
      {ids.size > 0 ? (
        <>
          <div className="bulk-line">
            <span aria-live="polite">
              {t.lists.selected(ids.size)}
              {ids.size >= mostSelected && ` · ${t.lists.most(mostSelected)}`}
            </span>
            <button type="button" className="chip-link" onClick={selection.selectAll}>
              {t.lists.selectAll}
            </button>
            <button
              type="button"
              className="pop-button"
              aria-label={t.lists.unselect}
              title={t.lists.unselect}
              onClick={selection.clear}
            >
              <Icon name="close" size={14} />
            </button>
          </div>
          <div className="bulk-actions">
            <Actions run={run} />
          </div>
        </>
      ) : (
        <div className="bulk-line" role="status">
          <span>
            {bulk.busy > 0 && t.lists.changing(bulk.busy)}
            {outcome && (outcome.isUndo ? t.lists.undone(outcome.changed) : t.lists.changed(outcome.changed))}
            {failed.size > 0 && (
              <span className="bulk-failed">
                {' '}
                · {t.lists.notChanged(failed.size)}:{' '}
                {[
                  ...new Set([...failed.values()].map(({ code, message }) => t.error.codes[code] ?? message)),
                ].join(' ')}
              </span>
            )}
          </span>
          {outcome && outcome.undo.length > 0 && !outcome.isUndo && (
            <button type="button" className="chip-link" onClick={() => bulk.undo()}>
              {t.lists.undo}
            </button>
          )}
          {bulk.busy === 0 && (
            <button type="button" className="pop-button" aria-label={t.common.close} onClick={bulk.dismiss}>
              <Icon name="close" size={14} />
            </button>
          )}
        </div>
      )}
    </section>
  )
}
