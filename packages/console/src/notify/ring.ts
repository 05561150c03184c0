import { playSound } from '../preferences/sound.ts'

/** How long other tabs leave the sound to the one that was first, in ms. */
const together = 2000

/** Rings in one tab only. Locks are missing on plain http; then every tab rings. */
export function ring(key: string) {
  if ('locks' in navigator) void ringAlone(`pipit.ring.${key}`)
  else void playSound()
}

const ringAlone = (name: string) =>
  navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (!lock) return
    await playSound()
    await new Promise((resolve) => setTimeout(resolve, together))
  })

/** A notification of the system; another of the same ticket takes its place, also from another tab. */
export function notify(ticketId: string, title: string, body: string, open: () => void) {
  if (!('Notification' in window) || Notification.permission !== 'granted') return
  try {
    const notification = new Notification(title, { body, tag: `pipit.${ticketId}` })
    notification.addEventListener('click', () => {
      window.focus()
      notification.close()
      open()
    })
  } catch {
    // Browsers on phones only let service workers notify.
  }
}
