import type { ReactNode } from 'react'
import { Icon } from '../../../ui/icon.tsx'
import { useStored } from '../../../ui/stored.ts'

interface Props {
  /** Under which name it is remembered whether it is open. */
  readonly name: string
  readonly title: string
  readonly count?: number | undefined
  readonly open?: boolean
  /** Is made when the section is open: what is closed asks the server nothing. */
  readonly children: () => ReactNode
}

/** A part of the panel that can be folded away, and stays so on this device. */
export function PanelSection({ name, title, count, open: initially = true, children }: Props) {
  const [open, setOpen] = useStored<boolean>(`panel.${name}`, initially)
  return (
    <details
      className="panel-part"
      data-section={name}
      open={open}
      onToggle={(event) => {
        if (event.currentTarget.open !== open) setOpen(event.currentTarget.open)
      }}
    >
      <summary>
        <h3>{title}</h3>
        {count !== undefined && count > 0 && <span className="panel-count">{count}</span>}
        <Icon name="down" size={14} />
      </summary>
      {open && children()}
    </details>
  )
}

export function PanelRow({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="panel-row">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
