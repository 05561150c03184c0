import { useText } from '../../../i18n/text.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import type { Widget } from './draft.ts'

function Code({ text, what }: { text: string; what: string }) {
  return (
    <div className="widget-code">
      <code>{text}</code>
      <CopyButton text={text} what={what} />
    </div>
  )
}

/** The line that puts the chat on a page, with what is saved. */
export function Snippet({ widget }: { widget: Widget }) {
  const t = useText()
  const { origin } = window.location
  const attributes = [
    `data-desk="${widget.widget_id}"`,
    `data-color="${widget.color}"`,
    ...(widget.position === 'left' ? ['data-position="left"'] : []),
  ]
  return (
    <>
      <p className="field-help">{t.widget.snippet}</p>
      <Code
        text={`<script async src="${origin}/widget/pipit.js" ${attributes.join(' ')}></script>`}
        what={t.widget.copySnippet}
      />
      <p className="field-help">
        {t.widget.csp}{' '}
        <code>
          script-src {origin}; frame-src {origin}
        </code>
      </p>
      <a
        className="button-link"
        href={`/widget/demo?desk=${widget.widget_id}`}
        target="_blank"
        rel="noreferrer"
      >
        {t.widget.demo}
      </a>
    </>
  )
}
