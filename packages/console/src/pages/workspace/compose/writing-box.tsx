import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import type { WritingMode } from '../../../api/outgoing.ts'
import { messagesQuery } from '../../../api/query.ts'
import type { Ticket } from '../../../api/types.ts'
import { useCommand } from '../../../commands/use-command.ts'
import { useLanguage } from '../../../i18n/text.tsx'
import { usePreferences } from '../../../preferences/preferences.ts'
import { announcer } from '../../../presence/announce.ts'
import { useSendGuard } from '../../../presence/send-guard.tsx'
import { plainMessage, postLocale } from '../../../rich/post.ts'
import { Icon } from '../../../ui/icon.tsx'
import { useMe } from '../../../ui/use-me.ts'
import { onInsert } from '../insert-into-composer.ts'
import { outgoingReplies } from '../outgoing-replies.ts'
import { Attachments } from './attachments.tsx'
import { draftStore, useDraft } from './draft-store.ts'
import { DraftNotice } from './draft-notice.tsx'
import { type Trigger, continuedList, triggerAt } from './format.ts'
import { SuggestionList, optionId } from './suggestion-list.tsx'
import { type Suggestion, useSuggestions } from './suggestions.ts'
import { Toolbar } from './toolbar.tsx'
import { useDroppedFiles } from './use-dropped-files.ts'
import { useEditor } from './use-editor.ts'
import { useUploads } from './uploads.ts'
import { filled, unfilled, valuesOf } from './variables.ts'

const QuickReplyDialog = lazy(() =>
  import('./quick-reply-dialog.tsx').then((module) => ({ default: module.QuickReplyDialog })),
)

const longest = { reply: 20_000, note: 10_000 }
const sendKeys = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘ Enter' : 'Ctrl Enter'

interface Props {
  readonly ticket: Ticket
  readonly mode: WritingMode
  /** Takes the focus whenever it counts up. */
  readonly focus: number
  readonly onTurn: ((mode: WritingMode) => void) | undefined
  readonly onRating: () => void
  readonly onClose: (() => void) | undefined
}

export function WritingBox({ ticket, mode, focus, onTurn, onRating, onClose }: Props) {
  const { t, language } = useLanguage()
  const me = useMe()
  const client = useQueryClient()
  const { undo_seconds: undoSeconds } = usePreferences()
  const key = { ticketId: ticket.ticket_id, mode }
  const draft = useDraft(ticket.ticket_id, mode)
  const { text, files } = draft
  const area = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const editor = useEditor(area, text)
  const listId = useId()
  const [trigger, setTrigger] = useState<Trigger>()
  const [active, setActive] = useState(0)
  const [managing, setManaging] = useState(false)
  const items = useSuggestions(trigger)
  const open = trigger !== undefined && (items.length > 0 || trigger.query === '')
  // Everybody who was picked; who counts is decided by what stands in the text when it is sent.
  const picked = useRef(new Map<string, string>())

  const uploads = useUploads((file) => draftStore.write(key, { files: [...draftStore.get(key).files, file] }))
  const isReply = mode === 'reply'
  const drop = useDroppedFiles(area, isReply ? uploads.add : undefined)

  const over = text.length - longest[mode]
  const missing = unfilled(text)
  const hasContent = text.trim() !== '' || files.length > 0
  const ready = hasContent && over <= 0 && uploads.uploads.length === 0
  const guard = useSendGuard(ticket.ticket_id, isReply && hasContent)

  useEffect(() => {
    if (focus > 0) area.current?.focus()
  }, [focus])

  useEffect(() => onInsert(editor.insert))

  const sendNow = async (delay: number): Promise<boolean> => {
    announcer.stopTyping()
    const loaded = client.getQueryData(messagesQuery(ticket.ticket_id).queryKey)
    const mentions = isReply
      ? []
      : [...picked.current].flatMap(([id, name]) => (text.includes(`@${name}`) ? [id] : []))
    const draftVersion = draftStore.take(key)
    area.current?.focus()
    return outgoingReplies.send(
      {
        ...key,
        text: text.trim(),
        files,
        mentions,
        draftVersion,
        plain: isReply ? plainMessage(text, postLocale(language)) : text,
        after: loaded?.pages[0]?.items[0]?.id,
      },
      delay,
    )
  }
  // What follows must come after the message: it cannot be taken back then.
  const sendThen = async (after: (() => void) | undefined) => {
    const sent = await sendNow(after ? 0 : undoSeconds * 1000)
    if (sent) after?.()
  }
  const send = (after?: () => void) => {
    if (!ready) return
    guard.send(() => void sendThen(after))
  }
  useCommand({ id: 'write.send', run: () => send(), enabled: ready })
  useCommand({ id: 'write.sendAndClose', run: () => send(onClose), enabled: ready && isReply && !!onClose })
  useCommand({ id: 'write.quickReply', run: () => sign('/'), enabled: isReply })
  useCommand({ id: 'write.attach', run: () => picker.current?.click(), enabled: isReply })

  const look = () => {
    const { text: now, start, end } = editor.selection()
    const next = start === end ? triggerAt(now, start, isReply ? '/' : '@') : undefined
    if (next?.from === trigger?.from && next?.query === trigger?.query) return
    setTrigger(next)
    setActive(0)
  }
  const sign = (one: '/' | '@') => {
    const { text: now, start } = editor.selection()
    editor.insert(start > 0 && !/\s$/.test(now.slice(0, start)) ? ` ${one}` : one)
    look()
  }
  const pick = ({ insert, person }: Suggestion) => {
    if (!trigger) return
    if (person) picked.current.set(person.id, person.name)
    const put = person ? insert : filled(insert, valuesOf(ticket, me))
    const at = trigger.from + put.length
    const to = trigger.from + 1 + trigger.query.length
    editor.apply({ from: trigger.from, to, insert: put, start: at, end: at })
    setTrigger(undefined)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return
    const mod = event.ctrlKey || event.metaKey
    const handled = (run: () => void) => {
      event.preventDefault()
      run()
    }
    if (open && !mod) {
      const chosen = items[active]
      if (event.key === 'ArrowDown')
        return handled(() => setActive((n) => (n + 1) % Math.max(1, items.length)))
      if (event.key === 'ArrowUp')
        return handled(() => setActive((n) => (n + items.length - 1) % Math.max(1, items.length)))
      if ((event.key === 'Enter' || event.key === 'Tab') && chosen) return handled(() => pick(chosen))
      if (event.key === 'Escape') {
        event.stopPropagation()
        return handled(() => setTrigger(undefined))
      }
    }
    if (isReply && mod && !event.shiftKey && !event.altKey) {
      if (event.key === 'b') return handled(() => editor.format('bold'))
      if (event.key === 'i') return handled(() => editor.format('italic'))
    }
    if (isReply && event.key === 'Enter' && !mod && !event.shiftKey) {
      const edit = continuedList(editor.selection())
      if (edit) return handled(() => editor.apply(edit))
    }
    return undefined
  }

  const hint =
    over > 0
      ? t.composer.tooLong(over)
      : missing.length > 0
        ? t.compose.unfilled(missing.join(' '))
        : draft.error !== undefined
          ? t.compose.notKept
          : t.composer.hint(sendKeys)

  return (
    <>
      {guard.notice}
      {draft.other && <DraftNotice other={draft.other} onChoose={(mine) => draftStore.choose(key, mine)} />}
      <form
        className={`composer-box is-${mode} ${drop.over ? 'is-drop' : ''}`}
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        {onTurn && (
          <div className="composer-modes" role="group" aria-label={t.compose.mode}>
            {(['reply', 'note'] as const).map((one) => (
              <button key={one} type="button" aria-pressed={mode === one} onClick={() => onTurn(one)}>
                {one === 'note' && <Icon name="lock" size={12} />}
                {one === 'note' ? t.compose.note : t.composer.label}
              </button>
            ))}
          </div>
        )}
        {open && trigger && (
          <SuggestionList
            id={listId}
            sign={trigger.sign}
            items={items}
            active={active}
            isBare={trigger.query === '' && trigger.sign === '/'}
            onPick={pick}
            onManage={() => {
              setTrigger(undefined)
              setManaging(true)
            }}
          />
        )}
        <textarea
          ref={area}
          rows={2}
          aria-label={isReply ? t.composer.label : t.compose.note}
          aria-autocomplete="list"
          aria-controls={open ? listId : undefined}
          aria-activedescendant={open && items.length > 0 ? optionId(listId, active) : undefined}
          placeholder={isReply ? t.composer.placeholder(ticket.guest.name) : t.compose.notePlaceholder}
          value={text}
          onChange={(event) => {
            draftStore.write(key, { text: event.target.value })
            if (!(event.nativeEvent as InputEvent).isComposing) look()
          }}
          onSelect={look}
          onCompositionEnd={look}
          onBlur={() => setTrigger(undefined)}
          onPaste={(event) => {
            const pasted = [...event.clipboardData.files]
            if (!isReply || pasted.length === 0) return
            event.preventDefault()
            uploads.add(pasted)
          }}
          onKeyDown={onKeyDown}
        />
        <Attachments
          files={files}
          uploads={uploads.uploads}
          onRemove={(file) => draftStore.write(key, { files: files.filter((one) => one.key !== file.key) })}
          onRetry={uploads.retry}
          onCancel={uploads.cancel}
        />
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            uploads.add([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
        <div className="composer-foot">
          <Toolbar
            mode={mode}
            onFormat={editor.format}
            onAttach={() => picker.current?.click()}
            onSign={sign}
            onRating={onRating}
          />
          <span
            className={over > 0 || missing.length > 0 ? 'composer-hint is-over' : 'composer-hint'}
            aria-live="polite"
          >
            {hint}
          </span>
          <Button
            type="primary"
            htmlType="submit"
            disabled={!ready}
            icon={<Icon name={isReply ? 'send' : 'lock'} />}
          >
            {isReply ? t.composer.send : t.compose.addNote}
          </Button>
        </div>
      </form>
      {managing && (
        <Suspense>
          <QuickReplyDialog onClose={() => setManaging(false)} />
        </Suspense>
      )}
    </>
  )
}
