import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

const minutes = Type.Optional(
  Type.Integer({ minimum: 1, maximum: 129_600, description: 'minutes of service time' }),
)

const Targets = Type.Object({ first_response: minutes, next_response: minutes, resolution: minutes })

export const Shift = Type.Object({
  weekday: Type.Integer({
    description: '1 to 7 is Monday to Sunday, 9 every day, 10 Monday to Friday, 11 Saturday and Sunday',
  }),
  start_time: Type.String({ description: 'HH:MM', maxLength: 5 }),
  end_time: Type.String({
    description: 'HH:MM up to 24:00; one that is not after the start is on the next day',
    maxLength: 5,
  }),
})

const settings = {
  targets: Type.Object(
    {
      lowest: Type.Optional(Targets),
      low: Type.Optional(Targets),
      medium: Type.Optional(Targets),
      high: Type.Optional(Targets),
      urgent: Type.Optional(Targets),
      critical: Type.Optional(Targets),
    },
    { description: 'by priority; what is missing is not promised' },
  ),
  schedule: Type.Array(Shift, {
    maxItems: 50,
    description: 'the hours that count, by the clock of the desk; empty is around the clock',
  }),
}

export const Sla = Type.Object({ ...settings, time_zone: Type.String({ description: 'of the desk' }) })

export const sla = {
  /** What the desk promises its guests. */
  get: endpoint({
    method: 'GET',
    path: '/console/v1/sla',
    summary: 'Get the SLA policy',
    tokens: ['session'],
    envelope: 'bare',
    response: Sla,
  }),
  /** Open tickets get their new due times soon after. */
  set: endpoint({
    method: 'PUT',
    path: '/console/v1/admin/sla',
    summary: 'Set the SLA policy',
    tokens: ['session'],
    envelope: 'bare',
    body: Type.Object(settings),
    response: Sla,
  }),
}
