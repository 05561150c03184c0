import { Button, Tooltip } from 'antd'
import { type ReactNode, useState } from 'react'
import { useText } from '../../i18n/text.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { Secret } from './use-secret.ts'

function Row({ name, help, children }: { name: string; help?: string | undefined; children: ReactNode }) {
  return (
    <div className="credential">
      <dt>{name}</dt>
      <dd>{children}</dd>
      {help && <dd className="credential-help">{help}</dd>}
    </div>
  )
}

/** One value to copy. */
export const Credential = ({ name, value }: { name: string; value: string }) => (
  <Row name={name}>
    <code>{value}</code>
    <CopyButton text={value} what={name} />
  </Row>
)

interface SecretProps {
  readonly name: string
  readonly help?: string
  readonly secret: Secret
  /** Which part of what was fetched this row shows. */
  readonly value: string | undefined
  /** Uncovered from the start: it has just been made. */
  readonly shownFirst?: boolean
}

/** A value that is fetched when it is asked for, to see or to copy; without a right to it, it says so. */
export function SecretCredential({ name, help, secret, value, shownFirst = false }: SecretProps) {
  const t = useText()
  const [shown, setShown] = useState(shownFirst)
  const covered = !shown || value === undefined
  if (!secret.allowed) {
    return (
      <Row name={name} help={help}>
        <span className="credential-missing">{t.admin.ownerOnly}</span>
      </Row>
    )
  }
  return (
    <Row name={name} help={help}>
      <code aria-label={covered ? `${name} (${t.common.hide})` : undefined}>
        {covered ? '•'.repeat(12) : value}
      </code>
      <Tooltip title={covered ? t.common.show : t.common.hide}>
        <Button
          type="text"
          size="small"
          className="copy-button"
          aria-label={`${covered ? t.common.show : t.common.hide} ${name}`}
          aria-busy={secret.pending}
          icon={<Icon name={covered ? 'eye' : 'eyeOff'} />}
          onClick={() => {
            setShown(covered)
            if (covered) secret.look()
          }}
        />
      </Tooltip>
      {!covered && <CopyButton text={value} what={name} />}
    </Row>
  )
}
