import type { Scenario } from '../scenario.ts'

const category = (method: string) => `helpdesk.v1.category.${method}`

interface Node {
  readonly category_id: string
  readonly children?: readonly Node[]
}

const find = (nodes: readonly Node[], id: string): Node | undefined => {
  for (const node of nodes) {
    const found = node.category_id === id ? node : find(node.children ?? [], id)
    if (found) return found
  }
  return undefined
}

/** A branch of the knowledge base grows, is renamed and moved, and falls. */
export const categories: Scenario = async (run) => {
  const { helpdeskId } = run.world
  const top = await run.sdk(category('create'), {
    data: { name: '账单 Billing', parent_id: '0', language: 'zh_cn' },
  })
  const parent = top.category.category_id as string
  run.shows(category('create'), top.category, {
    id: parent,
    name: '账单 Billing',
    parent_id: '0',
    language: 'zh_cn',
  })
  const below = await run.sdk(category('create'), { data: { name: 'Refunds', parent_id: parent } })
  const child = below.category.category_id as string
  await run.refused(
    category('create'),
    { data: { name: 'Nowhere', parent_id: '7000000000000000001' } },
    154004,
  )

  const got = await run.sdk(category('get'), { path: { id: child } })
  run.shows([category('create'), category('get')], got, {
    category_id: child,
    id: child,
    name: 'Refunds',
    helpdesk_id: helpdeskId,
  })
  const tree = await run.sdk(category('list'), { params: { lang: 'zh_cn', order_by: 1, asc: true } })
  run.shows(category('list'), find(tree.categories, parent), {
    name: '账单 Billing',
    parent_id: '0',
    children: [{ category_id: child, parent_id: parent }],
  })

  await run.sdk(category('patch'), {
    path: { id: child },
    data: { name: '退款', parent_id: '0', language: 'zh_cn' },
  })
  const moved = await run.sdk(category('list'))
  run.shows(
    category('patch'),
    moved.categories.find((node: Node) => node.category_id === child),
    {
      name: '退款',
      parent_id: '0',
    },
  )
  await run.sdk(category('delete'), { path: { id: child } })
  await run.refused(category('get'), { path: { id: child } }, 154004)
  run.shows(
    category('delete'),
    find((await run.sdk(category('list'))).categories, child),
    (it: unknown) => it === undefined,
  )
  await run.sdk(category('delete'), { path: { id: parent } })
}
