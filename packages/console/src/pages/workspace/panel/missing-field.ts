/** How long the panel may take to be there, in ms. */
const patience = 3000

/** Leads to the first field that has to be filled in, as soon as the panel shows it. */
export function focusMissingField(until = performance.now() + patience) {
  document
    .querySelector<HTMLDetailsElement>('.panel [data-section="ticket"]:not([open])')
    ?.setAttribute('open', '')
  const missing = document.querySelector<HTMLElement>('.panel [aria-invalid="true"]')
  if (!missing) {
    if (performance.now() < until) requestAnimationFrame(() => focusMissingField(until))
    return
  }
  missing.focus()
  missing.scrollIntoView({ block: 'center' })
}
