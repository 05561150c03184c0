import { useEffect, useRef } from 'preact/hooks'
import { SceneProvider } from './context.ts'
import type { Controller } from './controller.ts'
import { Footer } from './footer.tsx'
import { Header } from './header.tsx'
import { LeaveForm } from './leave-form.tsx'
import { type Store, useStore } from './store.ts'
import { texts } from './text.ts'
import { Thread } from './thread.tsx'

export function App({
  store,
  act,
  closeWindow,
  takesFocus,
}: {
  store: Store
  act: Controller
  closeWindow: () => void
  /** Not where it is only shown, as on the page of its settings. */
  takesFocus: boolean
}) {
  const state = useStore(store)
  const t = texts[state.language]
  const composer = useRef<HTMLTextAreaElement>(null)
  const { isOpen, isLeaving } = state
  const focusComposer = () => composer.current?.focus()

  useEffect(() => {
    // On a phone the keyboard would cover what one came to read.
    if (takesFocus && isOpen && !isLeaving && window.matchMedia('(pointer: fine)').matches) focusComposer()
  }, [isOpen, isLeaving])

  return (
    <SceneProvider
      value={{
        state,
        act,
        t,
        focusComposer,
        closeWindow,
        setLeaving: (isLeaving) => store.set({ isLeaving, notice: undefined }),
      }}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves from anywhere */}
      <main
        class="window"
        onKeyDown={(event) => {
          if (event.key === 'Escape') closeWindow()
        }}
      >
        <Header />
        {isLeaving ? <LeaveForm /> : <Thread />}
        {!isLeaving && <Footer composerRef={composer} />}
      </main>
    </SceneProvider>
  )
}
