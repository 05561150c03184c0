export type Side = 'above' | 'below' | 'right'

const gap = 4
const edge = 8

const within = (wanted: number, size: number, room: number) =>
  Math.max(edge, Math.min(wanted, room - size - edge))

/** Puts a floating element beside another, on the wished side where there is room, and never outside the window. */
export function placeBeside(element: HTMLElement, anchor: Element, side: Side): void {
  const from = anchor.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = element
  const roomBelow = innerHeight - from.bottom - gap - edge
  const above = side === 'above' ? from.top - gap - edge >= height : roomBelow < height
  const [left, top] =
    side === 'right' && from.right + gap + width + edge <= innerWidth
      ? [from.right + gap, from.top + (from.height - height) / 2]
      : [from.left, above ? from.top - gap - height : from.bottom + gap]
  element.style.left = `${within(left, width, innerWidth)}px`
  element.style.top = `${within(top, height, innerHeight)}px`
}
