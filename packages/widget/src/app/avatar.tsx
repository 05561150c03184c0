import { useState } from 'preact/hooks'

/** A picture, or the first letters of the name where there is none. */
export function Avatar({ name, url }: { name: string; url?: string | undefined }) {
  const [failed, setFailed] = useState(false)
  if (url && !failed) return <img class="avatar" src={url} alt="" onError={() => setFailed(true)} />
  return (
    <span class="avatar" aria-hidden="true">
      {initials(name)}
    </span>
  )
}

function initials(name: string): string {
  const han = /\p{Script=Han}+/u.exec(name)?.[0]
  if (han) return han.slice(-2)
  const words = name.trim().split(/\s+/)
  return words
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('')
}
