import { Button, Tooltip } from 'antd'
import { useState } from 'react'
import { useText } from '../../i18n/text.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Icon } from '../../ui/icon.tsx'

interface Props {
  readonly name: string
  readonly value: string | undefined
  readonly secret?: boolean
  readonly help?: string
}

/** One value to copy. A secret is covered until it is asked for; without a right to it, it says so. */
export function Credential({ name, value, secret = false, help }: Props) {
  const t = useText()
  const [shown, setShown] = useState(false)
  const covered = secret && !shown
  return (
    <div className="credential">
      <dt>{name}</dt>
      <dd>
        {value === undefined ? (
          <span className="credential-missing">{t.admin.ownerOnly}</span>
        ) : (
          <>
            <code aria-label={covered ? `${name} (${t.common.hide})` : undefined}>
              {covered ? '•'.repeat(12) : value}
            </code>
            {secret && (
              <Tooltip title={shown ? t.common.hide : t.common.show}>
                <Button
                  type="text"
                  size="small"
                  className="copy-button"
                  aria-label={`${shown ? t.common.hide : t.common.show} ${name}`}
                  icon={<Icon name={shown ? 'eyeOff' : 'eye'} />}
                  onClick={() => setShown(!shown)}
                />
              </Tooltip>
            )}
            <CopyButton text={value} what={name} />
          </>
        )}
      </dd>
      {help && <dd className="credential-help">{help}</dd>}
    </div>
  )
}
