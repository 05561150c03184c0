import { lazy, Suspense, useState } from 'react'
import type { Message } from '../../api/types.ts'
import { useLanguage } from '../../i18n/text.tsx'
import { parsedContent } from '../../rich/blocks.ts'
import { writeMarkdown } from '../../rich/markdown.ts'
import { postLocale, readPost } from '../../rich/post.ts'
import { Icon } from '../../ui/icon.tsx'

const QuickReplyDialog = lazy(() =>
  import('./compose/quick-reply-dialog.tsx').then((module) => ({ default: module.QuickReplyDialog })),
)

/** What was written, as it would be written again. */
function sourceOf(message: Message, language: string): string {
  const post =
    message.type === 'post' ? readPost(parsedContent(message.content), postLocale(language)) : undefined
  return post ? writeMarkdown(post.blocks) : message.text
}

/** A good answer of one's own, kept to be used again. */
export function KeepAsQuickReply({ message }: { message: Message }) {
  const { t, language } = useLanguage()
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className="tool entry-keep"
        aria-label={t.compose.keepAsQuick}
        title={t.compose.keepAsQuick}
        onClick={() => setOpen(true)}
      >
        <Icon name="flash" size={14} />
      </button>
      {open && (
        <Suspense>
          <QuickReplyDialog text={sourceOf(message, language)} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
