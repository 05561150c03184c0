const script = document.querySelector('script[data-desk]')
const attributes = Object.entries(script.dataset)
  .map(([name, value]) => ` data-${name}="${value}"`)
  .join('')
document.querySelector('#snippet').textContent = `<script async src="${script.src}"${attributes}></script>`

// Commands wait in a queue until the loader is there.
window.Pipit ??= Object.assign((...call) => window.Pipit.q.push(call), { q: [] })
for (const button of document.querySelectorAll('[data-command]'))
  button.addEventListener('click', () => window.Pipit(button.dataset.command))
window.Pipit('on', 'unread', (count) => {
  document.querySelector('#events').textContent = count > 0 ? `${count} unread / 未读` : ''
})
