import { console as api } from '@pipit/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { call } from '../../api/call.ts'
import { filterOf, searchOf, type ListSearch } from '../../api/list-filter.ts'
import { countsQuery, savedViewsQuery } from '../../api/query.ts'
import type { SavedView } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useMe } from '../../ui/use-me.ts'

interface Props {
  /** The view to change; without one a new view is made of the filters that are set. */
  readonly view: SavedView | undefined
  readonly search: ListSearch
  readonly onClose: () => void
}

/** Names a view, shares it, moves it, or deletes it. */
export function ViewDialog({ view, search, onClose }: Props) {
  const t = useText()
  const me = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const dialog = useRef<HTMLDialogElement>(null)
  const all = useQuery(savedViewsQuery).data?.items ?? []
  const [name, setName] = useState(view?.name ?? '')
  const [shared, setShared] = useState(view?.shared ?? false)
  const [refilter, setRefilter] = useState(false)
  useEffect(() => dialog.current?.showModal(), [])

  const changed = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: savedViewsQuery.queryKey }),
      client.invalidateQueries({ queryKey: countsQuery.queryKey }),
    ])
  const save = useMutation({
    mutationFn: () => {
      const filter = filterOf(search)
      return view
        ? call(api.view.update, {
            params: { view_id: view.id },
            body: {
              name,
              ...(shared !== view.shared && { shared }),
              ...(refilter && { filter }),
            },
          })
        : call(api.view.create, { body: { name, filter, shared } })
    },
    onSuccess: async (saved) => {
      await changed()
      onClose()
      if (!view || refilter) await navigate({ to: '/agent', search: searchOf(saved.filter, saved.id) })
    },
  })
  const remove = useMutation({
    mutationFn: () => call(api.view.delete, { params: { view_id: view!.id } }),
    onSuccess: async () => {
      await changed()
      onClose()
    },
  })
  const at = all.findIndex((one) => one.id === view?.id)
  const move = useMutation({
    mutationFn: (step: -1 | 1) => {
      const ids = all.map((one) => one.id)
      const [id] = ids.splice(at, 1)
      ids.splice(at + step, 0, id!)
      client.setQueryData(savedViewsQuery.queryKey, {
        items: ids.map((one) => all.find((other) => other.id === one)!),
      })
      return call(api.view.reorder, { body: { view_ids: ids } })
    },
    onError: changed,
  })
  const title = view ? t.lists.editView(view.name) : t.lists.newView
  const editable = !view || view.editable
  const mine = !view || view.owner.id === me.user.id

  return (
    <dialog ref={dialog} className="dialog" aria-label={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim()) save.mutate()
        }}
      >
        <h2>{title}</h2>
        {view && !mine && <p className="field-help">{t.lists.sharedBy(view.owner.name)}</p>}
        {editable && (
          <>
            <label className="dialog-field">
              {t.lists.name}
              <input
                autoFocus
                maxLength={60}
                required
                placeholder={t.lists.nameHelp}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            </label>
            {mine && (
              <label className="dialog-check">
                <input
                  type="checkbox"
                  checked={shared}
                  onChange={(event) => setShared(event.target.checked)}
                />
                {t.lists.shared}
              </label>
            )}
            {view && (
              <label className="dialog-check">
                <input
                  type="checkbox"
                  checked={refilter}
                  onChange={(event) => setRefilter(event.target.checked)}
                />
                {t.lists.useFilters}
              </label>
            )}
          </>
        )}
        {view && all.length > 1 && (
          <div className="dialog-row">
            <Button size="small" disabled={at <= 0} onClick={() => move.mutate(-1)} icon={<Icon name="up" />}>
              {t.lists.up}
            </Button>
            <Button
              size="small"
              disabled={at < 0 || at === all.length - 1}
              onClick={() => move.mutate(1)}
              icon={<Icon name="down" />}
            >
              {t.lists.down}
            </Button>
          </div>
        )}
        {(save.error ?? move.error) && (
          <ErrorNotice error={save.error ?? move.error} lead={t.lists.notSaved} />
        )}
        {remove.error && <ErrorNotice error={remove.error} lead={t.lists.notDeleted} />}
        <footer className="dialog-foot">
          {view && editable && (
            <Button danger type="text" loading={remove.isPending} onClick={() => remove.mutate()}>
              {t.lists.remove_}
            </Button>
          )}
          <span className="dialog-space" />
          <Button onClick={onClose}>{editable ? t.common.cancel : t.common.close}</Button>
          {editable && (
            <Button type="primary" htmlType="submit" disabled={!name.trim()} loading={save.isPending}>
              {t.common.save}
            </Button>
          )}
        </footer>
      </form>
    </dialog>
  )
}
