import { console as api } from '@pipit/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { call } from '../../../api/call.ts'
import { useText } from '../../../i18n/text.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Field } from '../../../ui/field.tsx'
import { type CategoryNode, choicesOf, root, siblingsOf, treeOf } from './category-tree.ts'
import { type Category, refreshKnowledge } from './knowledge-query.ts'

export type CategoryTask =
  | { readonly action: 'create'; readonly parentId: string }
  | { readonly action: 'edit' | 'move' | 'remove'; readonly category: Category }

interface Props {
  readonly task: CategoryTask
  readonly categories: readonly Category[]
  readonly onClose: () => void
}

const languages = ['all', 'zh_cn', 'en_us', 'ja_jp'] as const
type Language = (typeof languages)[number]

const languageOf = (category: Category | undefined): Language =>
  languages.find((language) => language === category?.language) ?? 'all'

/** Adds, renames, moves or deletes a category. */
export function CategoryDialog({ task, categories, onClose }: Props) {
  const t = useText()
  const client = useQueryClient()
  const category = task.action === 'create' ? undefined : task.category
  const [name, setName] = useState(category?.name ?? '')
  const [language, setLanguage] = useState(languageOf(category))
  const [parentId, setParentId] = useState(task.action === 'create' ? task.parentId : task.category.parent_id)
  const [left, setLeft] = useState(false)
  const change = useMutation({
    mutationFn: async () => {
      const params = { category_id: category?.category_id ?? '' }
      if (task.action === 'create')
        await call(api.knowledgeAdmin.createCategory, { body: { name, parent_id: parentId, language } })
      if (task.action === 'edit')
        await call(api.knowledgeAdmin.updateCategory, { params, body: { name, language } })
      if (task.action === 'move') {
        const index = siblingsOf(categories, { ...task.category, parent_id: parentId }).length
        await call(api.knowledgeAdmin.placeCategory, { params, body: { parent_id: parentId, index } })
      }
      if (task.action === 'remove') await call(api.knowledgeAdmin.deleteCategory, { params })
    },
    onSuccess: onClose,
    onSettled: () => refreshKnowledge(client),
  })
  const named = task.action === 'create' || task.action === 'edit'
  const submit = () => {
    setLeft(true)
    if (!change.isPending && (!named || name.trim())) change.mutate()
  }
  const tree: readonly CategoryNode[] = treeOf(categories)
  const titles = {
    create: t.knowledge.newCategory,
    edit: t.knowledge.editTitle(category?.name ?? ''),
    move: t.knowledge.moveTitle(category?.name ?? ''),
    remove: t.knowledge.removeTitle(category?.name ?? ''),
  }
  return (
    <Modal
      open
      title={titles[task.action]}
      onCancel={onClose}
      width={440}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t.common.cancel}
        </Button>,
        <Button
          key="submit"
          type="primary"
          danger={task.action === 'remove'}
          disabled={change.isPending}
          onClick={submit}
        >
          {task.action === 'remove' ? t.knowledge.remove : t.common.save}
        </Button>,
      ]}
    >
      <form
        className="token-form"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {task.action === 'remove' && <p>{t.knowledge.removeHelp}</p>}
        {named && (
          <Field label={t.knowledge.name} error={left && !name.trim() ? t.knowledge.nameMissing : undefined}>
            {(control) => (
              <Input
                {...control}
                autoFocus
                autoComplete="off"
                maxLength={200}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
        )}
        {(task.action === 'create' || task.action === 'move') && (
          <Field label={task.action === 'create' ? t.knowledge.parent : t.knowledge.moveBelow}>
            {(control) => (
              <Select
                {...control}
                showSearch={{ optionFilterProp: 'label' }}
                value={parentId}
                onChange={setParentId}
                options={[{ value: root, label: t.knowledge.top }, ...choicesOf(tree, category?.category_id)]}
              />
            )}
          </Field>
        )}
        {named && (
          <Field
            label={t.knowledge.language}
            help={language === 'all' ? undefined : t.knowledge.languageHelp}
          >
            {(control) => (
              <Select
                {...control}
                value={language}
                onChange={setLanguage}
                options={languages.map((value) => ({ value, label: t.knowledge.languages[value] }))}
              />
            )}
          </Field>
        )}
        {change.error && <ErrorNotice error={change.error} lead={t.knowledge.categoryNotSaved} />}
        <input type="submit" hidden />
      </form>
    </Modal>
  )
}
