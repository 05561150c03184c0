import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Controller } from './controller.ts'
import type { State } from './store.ts'
import type { Text } from './text.ts'

export interface Scene {
  readonly state: State
  readonly act: Controller
  readonly t: Text
  /** Puts the cursor where one writes. */
  readonly focusComposer: () => void
  /** Tells the page, or the store alone where there is none. */
  readonly setLeaving: (isLeaving: boolean) => void
  readonly closeWindow: () => void
}

const context = createContext<Scene | undefined>(undefined)
export const SceneProvider = context.Provider

export function useScene(): Scene {
  const scene = useContext(context)
  if (!scene) throw new Error('There is no scene.')
  return scene
}
