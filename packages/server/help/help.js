// The chat of the desk, where it has one: a script of its own brings it, and without that nothing offers it.
const chat = document.querySelector('[data-chat]')
if (chat) {
  chat.querySelector('button').addEventListener('click', () => window.Pipit('open'))
  window.addEventListener('load', () => {
    chat.hidden = typeof window.Pipit !== 'function'
  })
}

// Suggestions under the search box while somebody types. Without this file the box is a plain form.
const form = document.querySelector('form[data-suggest]')
const box = form?.querySelector('input[type=search]')
if (box) {
  const list = document.createElement('ul')
  list.id = 'suggestions'
  list.className = 'suggestions'
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', form.querySelector('button').textContent)
  list.hidden = true
  const status = document.createElement('p')
  status.className = 'sr-only'
  status.setAttribute('role', 'status')
  const hint = document.createElement('p')
  hint.id = 'suggestions-hint'
  hint.hidden = true
  hint.textContent = box.dataset.hint
  form.append(list, status, hint)
  box.setAttribute('role', 'combobox')
  box.setAttribute('aria-autocomplete', 'list')
  box.setAttribute('aria-controls', list.id)
  box.setAttribute('aria-describedby', hint.id)
  box.setAttribute('aria-expanded', 'false')

  let chosen = -1
  let asked = ''
  let asking

  const options = () => [...list.children]
  const close = () => {
    list.hidden = true
    chosen = -1
    box.setAttribute('aria-expanded', 'false')
    box.removeAttribute('aria-activedescendant')
  }
  const choose = (index) => {
    const all = options()
    // Past either end nothing is chosen, and Enter searches for what was typed.
    chosen = index >= all.length ? -1 : index < -1 ? all.length - 1 : index
    for (const [i, option] of all.entries()) option.setAttribute('aria-selected', String(i === chosen))
    if (chosen < 0) box.removeAttribute('aria-activedescendant')
    else {
      box.setAttribute('aria-activedescendant', all[chosen].id)
      all[chosen].scrollIntoView({ block: 'nearest' })
    }
  }
  /** The text with its marks, as nodes: what came from outside never becomes HTML. */
  const pieces = ({ text, marks }) => {
    const nodes = []
    let end = 0
    for (const [from, to] of marks) {
      const mark = document.createElement('mark')
      mark.textContent = text.slice(from, to)
      nodes.push(text.slice(end, from), mark)
      end = to
    }
    nodes.push(text.slice(end))
    return nodes
  }
  const show = ({ items, status: said }) => {
    list.replaceChildren(
      ...items.map((item, i) => {
        const option = document.createElement('li')
        option.id = `suggestion-${i}`
        option.setAttribute('role', 'option')
        option.setAttribute('aria-selected', 'false')
        option.dataset.address = item.address
        option.append(...pieces(item))
        return option
      }),
    )
    status.textContent = said
    chosen = -1
    box.removeAttribute('aria-activedescendant')
    list.hidden = items.length === 0
    box.setAttribute('aria-expanded', String(items.length > 0))
  }
  const ask = async () => {
    const query = box.value.trim()
    if (query === asked) return
    asked = query
    asking?.abort()
    if (query === '') return close()
    asking = new AbortController()
    try {
      const response = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(query)}`, {
        signal: asking.signal,
      })
      if (response.ok) show(await response.json())
    } catch {
      // The next letter has stopped it, or the network is away: the form still works.
    }
  }

  let timer
  box.addEventListener('input', (event) => {
    clearTimeout(timer)
    // While letters are still put together to a character, there is nothing to look for.
    if (!event.isComposing) timer = setTimeout(() => void ask(), 120)
  })
  box.addEventListener('compositionend', () => void ask())
  box.addEventListener('keydown', (event) => {
    if (event.isComposing || list.hidden) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      choose(chosen + (event.key === 'ArrowDown' ? 1 : -1))
    } else if (event.key === 'Escape') {
      event.preventDefault()
      close()
    } else if (event.key === 'Enter' && chosen >= 0) {
      event.preventDefault()
      location.assign(options()[chosen].dataset.address)
    }
  })
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[role=option]')
    if (option) location.assign(option.dataset.address)
  })
  box.addEventListener('blur', close)
}
