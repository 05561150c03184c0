import { Button, Tooltip } from 'antd'
import { useEffect, useState } from 'react'
import { useText } from '../i18n/text.tsx'
import { copyText } from './clipboard.ts'
import { Icon } from './icon.tsx'

/** An icon that copies and says so for a moment; `what` completes its name: "Copy App ID". */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const t = useText()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return undefined
    const timer = setTimeout(() => setCopied(false), 1600)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <>
      <Tooltip title={copied ? t.common.copied : t.common.copyOf(what)}>
        <Button
          type="text"
          size="small"
          className="copy-button"
          aria-label={t.common.copyOf(what)}
          icon={<Icon name={copied ? 'check' : 'copy'} />}
          onClick={() => void copyText(text).then(setCopied)}
        />
      </Tooltip>
      <span className="sr-only" role="status">
        {copied ? t.common.copied : ''}
      </span>
    </>
  )
}
