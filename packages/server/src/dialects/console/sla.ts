import type { Output, console as contract } from '@pipit/contract'
import { type SlaSettings, getSla, setSla } from '../../domain/sla-policy.ts'
import type { Handlers } from '../handlers.ts'

const slaOf = ({ targets, schedule, timeZone }: SlaSettings): Output<typeof contract.sla.get> => ({
  targets,
  schedule: schedule.map((shift) => ({ ...shift })),
  time_zone: timeZone,
})

export const sla: Handlers<typeof contract.sla> = {
  get: async (cx) => slaOf(await getSla(cx)),
  set: async (cx, { body }) => slaOf(await setSla(cx, body)),
}
