import { useState } from 'react'
import type { Person } from '../api/types.ts'
import { useTheme } from '../theme/theme.tsx'
import { avatarColor, hueOf, initialsOf } from './avatar-color.ts'

/** Decorative: the name always stands beside it. */
export function Avatar({ person, size = 28 }: { person: Person; size?: number }) {
  const { name: theme } = useTheme()
  const [broken, setBroken] = useState(false)
  const { ground, text } = avatarColor(hueOf(person.id), theme)
  const style = {
    width: size,
    height: size,
    fontSize: Math.round(size * 0.42),
    background: ground,
    color: text,
  }
  return (
    <span className="avatar" style={style} aria-hidden="true">
      {person.avatar_url && !broken ? (
        <img src={person.avatar_url} alt="" onError={() => setBroken(true)} referrerPolicy="no-referrer" />
      ) : (
        initialsOf(person.name)
      )}
    </span>
  )
}
