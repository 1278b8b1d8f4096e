// The e-book: its own pages with their own styles, in a frame. A newer one is laid over the old when it is ready, at
// the place that was being read, and what has changed in it is marked for a moment.

import { choose, fetched, find, make, nearest, on, store } from './store.js'
import { openEditor } from './manuscript.js'

const BLOCKS = 'p, h1, h2, h3, h4, h5, h6, li, dt, dd, td, th, figcaption, pre'
const reader = find('reader')
let chapter = 0
let frame = null
let shown = null // the chapter that stands in the frame, which another may be on its way to take the place of
let digest = ''
let texts = []

const chapters = () => store.state?.book?.chapters ?? []
// A chapter is known by its file in the e-book: what stands before that changes with every proof.
const within = path => path.split('/EPUB/')[1]
const numberOf = path => chapters().findIndex(({ address }) => within(address) === within(path))
const isOld = path => numberOf(path) >= 0 && chapters()[numberOf(path)].address !== path
const plain = node => node.textContent.replace(/\s+/g, ' ').trim()

const styles = `::highlight(here) { background-color: rgb(72 132 204 / .38) }
::highlight(fresh) { background-color: rgb(214 170 60 / .28) }
body { cursor: text }`

// --- words and places ----------------------------------------------------------------------------------------

// The text nodes of a page with the offset at which each begins in the text of the whole.
const runs = page => {
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT)
  const found = []
  let at = 0
  while (walker.nextNode()) {
    found.push([walker.currentNode, at])
    at += walker.currentNode.length
  }
  return found
}

const rangeOf = (page, start, end) => {
  const range = page.createRange()
  for (const [node, at] of runs(page)) {
    if (at <= start && start < at + node.length) range.setStart(node, start - at)
    if (at < end && end <= at + node.length) {
      range.setEnd(node, end - at)
      break
    }
  }
  return range
}

const highlight = (name, ranges) => {
  const view = frame?.contentWindow
  if (!view?.CSS?.highlights) return
  if (ranges.length) view.CSS.highlights.set(name, new view.Highlight(...ranges))
  else view.CSS.highlights.delete(name)
}

const clicked = async event => {
  const page = frame.contentDocument
  const link = event.target.closest?.('a[href]')
  if (link && /^(https?|mailto):/.test(link.getAttribute('href'))) {
    event.preventDefault()
    open(link.href, '_blank', 'noopener')
    return
  }
  // A chapter that no save has changed still stands there from an old proof, whose other files may be gone.
  if (link && link.pathname !== page.location.pathname && isOld(link.pathname)) {
    event.preventDefault()
    lead(numberOf(link.pathname), link.hash)
  }
  if (link || String(frame.contentWindow.getSelection())) return
  const caret = page.caretPositionFromPoint?.(event.clientX, event.clientY)
  const range = caret ? null : page.caretRangeFromPoint?.(event.clientX, event.clientY)
  const [node, offset] = caret ? [caret.offsetNode, caret.offset] : [range?.startContainer, range?.startOffset]
  const run = runs(page).find(([text]) => text === node)
  const words = run && (await fetched(`${chapters()[chapter].address}.json`))
  const at = run ? run[1] + offset : 0
  const word = words?.findLast(([start]) => start <= at)
  if (!word || at > word[1] + 2) return
  choose({ file: word[2], line: word[3], column: word[4], from: 'book' })
  openEditor()
}

const showPlace = async (place, { still = place.from === 'book' } = {}) => {
  const there = chapters().findIndex(({ file }) => file === place.file)
  if (there < 0) return highlight('here', [])
  await (there === chapter ? underway : show(there))
  // In the meantime another place may have been chosen, or another chapter, or a save may have come.
  const wanted = chapters().find(({ file }) => file === place.file)
  const words = wanted ? await fetched(`${wanted.address}.json`) : []
  if (place !== store.place || !wanted || shown?.digest !== wanted.digest || !frame.contentDocument?.body) return
  const index = nearest(words.map(([, , ...rest]) => rest), place)
  if (index < 0) return highlight('here', [])
  const range = rangeOf(frame.contentDocument, words[index][0], words[index][1])
  highlight('here', [range])
  const box = range.getBoundingClientRect()
  const height = frame.contentWindow.innerHeight
  if (!still && (box.top < 40 || box.bottom > height - 40)) frame.contentWindow.scrollBy(0, box.top - height / 3)
}

// --- pages ---------------------------------------------------------------------------------------------------

// Where the reader is: the first block on the screen that has an id, and how far it stands from the top.
const standing = () => {
  const page = frame?.contentDocument
  for (const block of page?.querySelectorAll('[id]') ?? []) {
    const { bottom, top } = block.getBoundingClientRect()
    if (bottom > 0 && block.matches(BLOCKS)) return { id: block.id, top, scroll: frame.contentWindow.scrollY }
  }
  return { id: '', top: 0, scroll: frame?.contentWindow?.scrollY ?? 0 }
}

const dress = page => {
  const view = page.defaultView
  const sheet = new view.CSSStyleSheet()
  sheet.replaceSync(styles + (document.documentElement.classList.contains('night') ? ':root { color-scheme: dark }' : ''))
  page.adoptedStyleSheets = [sheet]
}

const load = address => new Promise(resolve => {
  const coming = make('iframe', { title: 'E-book', class: 'coming', src: address })
  coming.addEventListener('load', () => resolve(coming), { once: true })
  reader.append(coming)
})

const settle = coming => {
  const page = coming.contentDocument
  dress(page)
  page.addEventListener('click', clicked)
  page.addEventListener('keydown', event => document.dispatchEvent(new KeyboardEvent('keydown', event)))
}

// A link, or the way back, has led to another chapter within the frame; one of an older proof gives way to the newest.
const followed = moved => {
  const { pathname, hash } = moved.contentWindow.location
  const there = numberOf(pathname)
  if (isOld(pathname)) return lead(there, hash)
  settle(moved)
  if (there < 0) return
  chapter = there
  shown = chapters()[there]
  digest = shown.digest
  texts = blocks(moved.contentDocument)
  name()
}

const lead = async (there, hash) => {
  await show(there)
  if (frame && hash) frame.contentWindow.location.hash = hash
}

const blocks = page => [...page.querySelectorAll(BLOCKS)].map(plain)

const name = () => {
  find('chapter').selectedIndex = chapter
  find('chapter-back').disabled = chapter <= 0
  find('chapter-on').disabled = chapter >= chapters().length - 1
}

let turn = 0
let underway = null // the chapter that is on its way, or has come
export const show = (index, how = {}) => (underway = bring(index, how))

const bring = async (index, { stay = false }) => {
  const wanted = chapters()[index]
  if (!wanted) return
  const mine = ++turn
  const place = stay ? standing() : null
  const known = stay ? texts : null
  chapter = index
  digest = wanted.digest
  name()
  const coming = await load(wanted.address)
  if (mine !== turn) return coming.remove()
  settle(coming)
  coming.addEventListener('load', () => followed(coming))
  frame = coming
  shown = wanted
  if (place) {
    const block = place.id && coming.contentDocument.getElementById(place.id)
    coming.contentWindow.scrollTo(0, block ? block.getBoundingClientRect().top - place.top : place.scroll)
  }
  coming.classList.remove('coming')
  for (const old of [...reader.children]) if (old !== coming) old.remove()
  const page = coming.contentDocument
  texts = blocks(page)
  if (known) markFresh(page, new Set(known))
  if (store.place) showPlace(store.place, { still: true })
}

const markFresh = (page, known) => {
  const fresh = [...page.querySelectorAll(BLOCKS)].filter(block => !known.has(plain(block)))
  const ranges = fresh.map(block => {
    const range = page.createRange()
    range.selectNodeContents(block)
    return range
  })
  const marked = frame
  highlight('fresh', ranges)
  setTimeout(() => marked === frame && highlight('fresh', []), 4000)
}

export const step = by => show(Math.min(Math.max(chapter + by, 0), chapters().length - 1))

export const redress = () => frame?.contentDocument && dress(frame.contentDocument)

on('state', (state, before) => {
  const listed = chapters()
  if (!listed.length) return
  const select = find('chapter')
  const titles = listed.map(({ title }) => title)
  if (select.dataset.titles !== titles.join('\n')) {
    select.dataset.titles = titles.join('\n')
    select.replaceChildren(...titles.map(title => make('option', {}, title)))
  }
  if (!frame && !turn) show(Math.max(listed.findIndex(({ file }) => file), 0))
  else if (before?.book?.order !== state.book.order) {
    const there = numberOf(before?.book?.chapters[chapter]?.address ?? '')
    const index = there < 0 ? Math.min(chapter, listed.length - 1) : there
    if (listed[index].digest !== digest) show(index, { stay: true })
    else if (index !== chapter) chapter = index
  }
  name()
})
on('place', showPlace)
find('chapter').addEventListener('change', event => show(event.target.selectedIndex))
find('chapter-back').addEventListener('click', () => step(-1))
find('chapter-on').addEventListener('click', () => step(1))
