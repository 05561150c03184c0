import type { Cx } from '../domain/cx.ts'
import { insertDepartment } from '../domain/departments.ts'

/** The bookshop's tree. People are placed by the department name that is shown beside theirs. */
const departments = [
  { name: '运营中心', enName: 'Operations', departmentId: 'operations' },
  { name: '客户服务', enName: 'Customer care', departmentId: 'care', parent: 'operations' },
  { name: 'Support', departmentId: 'support', parent: 'operations' },
  { name: 'Logistics', departmentId: 'logistics', parent: 'operations' },
  { name: '市场部', enName: 'Marketing China', departmentId: 'market' },
  { name: 'Marketing', departmentId: 'marketing', parent: 'market' },
  { name: '财务部', enName: 'Finance', departmentId: 'finance' },
  { name: '研发部', enName: 'Engineering', departmentId: 'engineering' },
  { name: '人事部', enName: 'Human resources', departmentId: 'people' },
] as const

/** @returns for a shown department name, where its people belong: one department, or the root. */
export async function seedDepartments(
  cx: Cx,
  ownerId: string,
): Promise<(name: string) => string[] | undefined> {
  const ids = new Map<string, string>()
  const byName = new Map<string, string>()
  for (const { parent, ...department } of departments.map((d) => ({ parent: undefined, ...d }))) {
    const parentId = parent === undefined ? undefined : ids.get(parent)
    const leader = department.departmentId === 'operations' ? { leaderId: ownerId } : {}
    const id = await insertDepartment(cx, { ...department, ...leader, ...(parentId && { parentId }) })
    ids.set(department.departmentId, id)
    byName.set(department.name, id)
  }
  return (name) => {
    const id = byName.get(name)
    return id === undefined ? undefined : [id]
  }
}
