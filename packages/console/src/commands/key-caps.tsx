import { Fragment } from 'react'
import { useText } from '../i18n/text.tsx'
import { capsOf } from './keys.ts'
import './key-caps.css'

/** Keys as they stand on a keyboard: `Ctrl` `K`, or `G` then `M`. */
export function KeyCaps({ keys }: { keys: string }) {
  const t = useText()
  return (
    <span className="key-caps">
      {keys.split(' ').map((press, i) => (
        <Fragment key={i}>
          {i > 0 && <span className="key-then">{t.commands.followedBy}</span>}
          {capsOf(press).map((cap, n) => (
            <Fragment key={cap}>
              {/* Read aloud, two keys are two words. */}
              {n > 0 && ' '}
              <kbd>{cap}</kbd>
            </Fragment>
          ))}
        </Fragment>
      ))}
    </span>
  )
}
