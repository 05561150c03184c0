import { Type } from 'typebox'

export const TicketUser = Type.Object({
  id: Type.Optional(Type.String({ description: 'ID' })),
  avatar_url: Type.Optional(Type.String({ description: 'avatar URL' })),
  name: Type.Optional(Type.String({ description: 'display name' })),
  department: Type.Optional(Type.String({ description: 'department name (needs permission)' })),
  city: Type.Optional(Type.String()),
  country: Type.Optional(Type.String({ description: 'country code' })),
  email: Type.Optional(Type.String({ description: 'mail address' })),
})

export const I18nText = Type.Object({
  zh_cn: Type.Optional(Type.String({ description: 'Chinese text' })),
  en_us: Type.Optional(Type.String({ description: 'English text' })),
  ja_jp: Type.Optional(Type.String({ description: 'Japanese text' })),
})
