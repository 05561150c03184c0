import type { console as contract } from '@pipit/contract'
import { loadPeople } from '../../db/users.ts'
import { assignTicket } from '../../domain/assignment.ts'
import { changeCollaborators } from '../../domain/collaborators.ts'
import { mergeTicket, unmergeTicket } from '../../domain/merge.ts'
import { listSkills } from '../../domain/skills.ts'
import { splitTicket, unsplitTicket } from '../../domain/split.ts'
import { listTags } from '../../domain/tags.ts'
import { editTicket, tagTicket } from '../../domain/ticket-editing.ts'
import type { Handlers } from '../handlers.ts'
import { acting, ticketDetail } from './ticket-detail.ts'
import { someone } from './wire.ts'

export const ticketAction: Handlers<typeof contract.ticketAction> = {
  assign: acting((cx, id, { body }) =>
    assignTicket(cx, id, {
      agentId: body.agent_id,
      skillId: body.skill_id,
      note: body.note,
      seen: body.version,
    }),
  ),
  edit: acting((cx, id, { body }) => editTicket(cx, id, { ...body, seen: body.version })),
  tag: acting((cx, id, { body }) => tagTicket(cx, id, body)),
  collaborate: acting((cx, id, { body }) => changeCollaborators(cx, id, body)),
  merge: async (cx, { params, body }) => {
    const merge = { into: body.into, otherGuest: body.other_guest, seen: body.version }
    return ticketDetail(cx, (await mergeTicket(cx, params.ticket_id, merge)).id)
  },
  unmerge: acting((cx, id) => unmergeTicket(cx, id)),
  split: async (cx, { params, body }) => {
    const split = { messageIds: body.message_ids, title: body.title }
    return ticketDetail(cx, (await splitTicket(cx, params.ticket_id, split)).id)
  },
  unsplit: async (cx, { params }) => ticketDetail(cx, (await unsplitTicket(cx, params.ticket_id)).id),
  tags: async (cx, { query }) => ({ items: await listTags(cx, query.q, query.limit ?? 20) }),
  skills: async (cx) => {
    const skills = await listSkills(cx)
    const people = await loadPeople(
      cx.db,
      cx.tenantId,
      skills.flatMap((skill) => skill.agentIds),
    )
    return {
      items: skills.map((skill) => ({
        id: skill.id,
        name: skill.name,
        is_default: skill.isDefault,
        agents: skill.agentIds.map((id) => someone(id, people)),
      })),
    }
  },
}
