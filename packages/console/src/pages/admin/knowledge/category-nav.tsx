import { console as api } from '@pipit/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { call } from '../../../api/call.ts'
import type { KnowledgeSearch } from '../../../search.ts'
import { useText } from '../../../i18n/text.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Icon, type IconName } from '../../../ui/icon.tsx'
import { CategoryDialog, type CategoryTask } from './category-dialog.tsx'
import { type CategoryNode, root, siblingsOf, treeOf } from './category-tree.ts'
import { type Category, categoriesQuery, refreshKnowledge } from './knowledge-query.ts'

interface Props {
  readonly categories: readonly Category[]
  readonly uncategorised: number
  readonly search: KnowledgeSearch
}

function Place({
  to,
  current,
  icon,
  name,
  count,
}: {
  to: KnowledgeSearch
  current: boolean
  icon: IconName
  name: string
  count?: number
}) {
  return (
    <Link
      to="/admin/knowledge"
      search={to}
      className="view-link"
      activeOptions={{ exact: true, explicitUndefined: true }}
      aria-current={current ? 'page' : undefined}
    >
      <Icon name={icon} />
      <span className="ellipsis" title={name}>
        {name}
      </span>
      {count !== undefined && count > 0 && <span className="view-count">{count.toLocaleString()}</span>}
    </Link>
  )
}

/** Where FAQs are: the tree, with what can be done to each category, and the places beside it. */
export function CategoryNav({ categories, uncategorised, search }: Props) {
  const t = useText()
  const client = useQueryClient()
  const [task, setTask] = useState<CategoryTask>()
  const place = useMutation({
    mutationFn: ({ category, index }: { category: Category; index: number }) =>
      call(api.knowledgeAdmin.placeCategory, {
        params: { category_id: category.category_id },
        body: { parent_id: category.parent_id, index },
      }),
    onMutate: ({ category, index }) => {
      // Shown at once; the order of the others does not change.
      client.setQueryData(categoriesQuery.queryKey, (old) => {
        if (!old) return old
        const others = old.items.filter((item) => item.category_id !== category.category_id)
        const next = siblingsOf(others, category)[index]
        const at = next ? others.indexOf(next) : others.length
        return { ...old, items: others.toSpliced(at, 0, category) }
      })
    },
    onSettled: () => refreshKnowledge(client),
  })
  const tree = treeOf(categories)

  const menuOf = (category: Category) => {
    const siblings = siblingsOf(categories, category)
    const index = siblings.indexOf(category)
    const items = [
      { key: 'edit', label: t.knowledge.editCategory },
      { key: 'create', label: t.knowledge.newSubcategory },
      { type: 'divider' as const },
      { key: 'up', label: t.knowledge.moveUp, disabled: index === 0 },
      { key: 'down', label: t.knowledge.moveDown, disabled: index === siblings.length - 1 },
      { key: 'move', label: t.knowledge.moveTo },
      { type: 'divider' as const },
      { key: 'remove', label: t.knowledge.remove, danger: true },
    ]
    const onClick = ({ key }: { key: string }) => {
      if (key === 'up') place.mutate({ category, index: index - 1 })
      else if (key === 'down') place.mutate({ category, index: index + 1 })
      else if (key === 'create') setTask({ action: 'create', parentId: category.category_id })
      else setTask({ action: key as 'edit' | 'move' | 'remove', category })
    }
    return { items, onClick }
  }

  const branch = (nodes: readonly CategoryNode[]) => (
    <ul>
      {nodes.map(({ category, children, total }) => (
        <li key={category.category_id}>
          <div className="category-row">
            <Place
              to={{ category_id: category.category_id }}
              current={search.category_id === category.category_id}
              icon="folder"
              name={category.name}
              count={total}
            />
            <Dropdown trigger={['click']} placement="bottomRight" menu={menuOf(category)}>
              <Button
                type="text"
                size="small"
                aria-label={t.knowledge.more(category.name)}
                icon={<Icon name="more" />}
              />
            </Dropdown>
          </div>
          {children.length > 0 && branch(children)}
        </li>
      ))}
    </ul>
  )

  const { place: where, category_id: categoryId } = search
  return (
    <nav className="category-nav" aria-label={t.knowledge.views}>
      <Place
        to={{}}
        current={where === undefined && categoryId === undefined}
        icon="stack"
        name={t.knowledge.all}
      />
      {branch(tree)}
      {uncategorised > 0 && (
        <Place
          to={{ category_id: root }}
          current={categoryId === root}
          icon="file"
          name={t.knowledge.uncategorised}
          count={uncategorised}
        />
      )}
      <Button
        type="text"
        className="category-new"
        icon={<Icon name="plus" />}
        onClick={() => setTask({ action: 'create', parentId: root })}
      >
        {t.knowledge.newCategory}
      </Button>
      {place.error && (
        <ErrorNotice error={place.error} lead={t.knowledge.categoryNotSaved} onDismiss={place.reset} />
      )}
      <hr />
      <Place
        to={{ place: 'unhelpful' }}
        current={where === 'unhelpful'}
        icon="alert"
        name={t.knowledge.unhelpful}
      />
      <Place
        to={{ place: 'deleted' }}
        current={where === 'deleted'}
        icon="trash"
        name={t.knowledge.deleted}
      />
      {task && <CategoryDialog task={task} categories={categories} onClose={() => setTask(undefined)} />}
    </nav>
  )
}
