import { Button, Modal } from 'antd'
import type { NewAccessToken } from '../../../api/types.ts'
import { useText } from '../../../i18n/text.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { useMe } from '../../../ui/use-me.ts'
import { frameSnippet } from './token-fields.ts'

function Value({ name, text, help }: { name: string; text: string; help?: string }) {
  return (
    <section className="token-value" aria-label={name}>
      <header>
        <h3>{name}</h3>
        <CopyButton text={text} what={name} />
      </header>
      <code tabIndex={0}>{text}</code>
      {help && <p className="field-help">{help}</p>}
    </section>
  )
}

/** The one time that a token can be read. Only a deliberate click closes it. */
export function TokenMade({ made, onClose }: { made: NewAccessToken; onClose: () => void }) {
  const t = useText()
  const { helpdesk } = useMe()
  const { agent, admin } = made.links
  const link = agent ?? admin
  const framed = made.token.allowed_domains.length > 0
  return (
    <Modal
      open
      title={t.tokens.madeTitle}
      width={560}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {t.tokens.done}
        </Button>
      }
    >
      <div className="token-made">
        <p>{t.tokens.madeHelp}</p>
        <Value name={t.tokens.value} text={made.access_token} />
        {agent && <Value name={t.tokens.agentLink} text={agent} />}
        {admin && <Value name={t.tokens.adminLink} text={admin} />}
        {link && framed && (
          <Value name={t.tokens.frame} text={frameSnippet(link, helpdesk.name)} help={t.tokens.frameHelp} />
        )}
        {link && !framed && <p className="field-help">{t.tokens.noFrame}</p>}
      </div>
    </Modal>
  )
}
