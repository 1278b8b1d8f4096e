// What all views share: the newest state, the place at hand, and who wants to know of either.

export const store = { state: null, before: null, place: null }
const listeners = { state: [], place: [] }

export const on = (event, listener) => listeners[event].push(listener)

export const setState = state => {
  store.before = store.state
  store.state = state
  for (const listener of listeners.state) listener(state, store.before)
}

// A place: the file, the line and the column of a word, and which view it was chosen in.
export const choose = place => {
  store.place = place
  for (const listener of listeners.place) listener(place)
}

const kept = new Map()
// The files of a proof have addresses that change with what they hold: what was fetched once is right for ever.
export const fetched = address => {
  if (!kept.has(address)) {
    const asked = fetch(address).then(answer => {
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
      return answer.json()
    })
    asked.catch(() => kept.delete(address))
    kept.set(address, asked)
    if (kept.size > 200) kept.delete(kept.keys().next().value)
  }
  return kept.get(address)
}

export const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else if (value !== false && value != null) element.setAttribute(name, value)
  }
  element.append(...children)
  return element
}

export const find = id => document.getElementById(id)

// The word of a list of places (file, line, column) that is nearest to a place, or -1 where its line has none.
export const nearest = (places, place) => {
  let best = -1
  let least = Infinity
  places.forEach(([file, line, column], index) => {
    if (file !== place.file || line !== place.line) return
    const away = Math.abs(column - (place.column || 0)) + (column > place.column ? 0.5 : 0)
    if (away < least) [best, least] = [index, away]
  })
  return best
}

export const quietly = { behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' }
