// The pages: one opening at a time, as it lies before a reader, with its words to be touched; under it all pages small.

import { choose, fetched, find, make, nearest, on, store } from './store.js'
import { openEditor } from './manuscript.js'

const spread = find('spread')
const thumbs = find('thumbs')
const ZOOMS = [1, 1.35, 1.8, 2.5]
let first = 1 // the first page of the opening, from 1
let zoom = 0
let drawn = ''

const pages = () => store.state?.pages
const leaves = () => pages()?.leaves ?? []
const narrow = () => spread.clientWidth < 460

// The pages that lie open together: the first stands alone, on the side on which a book begins.
const opening = page => {
  if (narrow()) return [page]
  const left = page % 2 ? page - 1 : page
  return [left, left + 1].filter(number => number >= 1 && number <= leaves().length)
}

const size = () => {
  const { width, height } = pages()
  const room = { width: spread.clientWidth - 36, height: spread.clientHeight - 36 }
  const across = narrow() ? 1 : 2
  const scale = Math.max(Math.min(room.width / (across * width), room.height / height), 0.5)
  return [Math.floor(width * scale * ZOOMS[zoom]), Math.floor(height * scale * ZOOMS[zoom])]
}

const leafOf = (number, [width, height]) => {
  const leaf = leaves()[number - 1]
  const side = (number % 2 === 1) === !pages().rtl ? 'recto' : 'verso'
  const dots = width * devicePixelRatio > 950 ? 1800 : 900
  const picture = make('img', { src: `${leaf.address}-${dots}.png`, alt: '' })
  const figure = make('figure', { class: `leaf ${side}`, 'data-page': number, 'aria-label': `Page ${leaf.label}` }, picture)
  figure.style.width = `${width}px`
  figure.style.height = `${height}px`
  fetched(leaf.words).then(words => figure.append(...words.flatMap(word => overlay(word, height)))).then(markPlace, () => {})
  return figure
}

const overlay = ({ text, boxes, at }, height) => boxes.map(([left, top, right, bottom], index) => {
  const [file, line, column] = at
  const word = make('span', { class: 'word', title: `${file.split('/').at(-1)}:${line}` }, index ? '' : text)
  Object.assign(word.dataset, { file, line, column })
  word.style.left = `${100 * left}%`
  word.style.top = `${100 * top}%`
  word.style.width = `${100 * (right - left)}%`
  word.style.height = `${100 * (bottom - top)}%`
  word.style.fontSize = `${(bottom - top) * height * 0.75}px`
  return word
})

const draw = ({ force = false } = {}) => {
  if (!leaves().length) return
  first = Math.min(Math.max(first, 1), leaves().length)
  const open = opening(first)
  const measures = size()
  const key = JSON.stringify([open.map(number => [leaves()[number - 1].address, leaves()[number - 1].words]), measures])
  if (key !== drawn || force) {
    drawn = key
    const order = pages().rtl ? open.toReversed() : open
    const box = make('div', { class: order.length > 1 ? 'opening' : 'opening single' }, ...order.map(number => leafOf(number, measures)))
    // The old pages stay until the new ones can be seen.
    const pictures = [...box.querySelectorAll('img')].map(picture => picture.decode().catch(() => {}))
    Promise.all(pictures).then(() => drawn === key && spread.replaceChildren(box)).then(markPlace)
  }
  const labels = open.map(number => leaves()[number - 1].label)
  find('folio').textContent = `${labels.join('–')} of ${leaves().length}`
  spread.setAttribute('aria-label', labels.length > 1 ? `Pages ${labels.join(' and ')}` : `Page ${labels[0]}`)
  find('page-back').disabled = open[0] <= 1
  find('page-on').disabled = open.at(-1) >= leaves().length
  find('smaller').disabled = zoom === 0
  find('larger').disabled = zoom === ZOOMS.length - 1
  for (const thumb of thumbs.children) {
    const here = open.includes(Number(thumb.dataset.page))
    thumb.classList.toggle('current', here)
    thumb.firstChild.toggleAttribute('aria-current', here)
  }
}

const drawThumbs = changed => {
  const all = leaves()
  thumbs.replaceChildren(...all.map((leaf, index) => {
    const number = index + 1
    const picture = make('img', { src: `${leaf.address}-240.png`, alt: '', loading: 'lazy' })
    picture.style.aspectRatio = `${pages().width} / ${pages().height}`
    const fresh = changed.includes(number)
    const button = make('button', { type: 'button', 'aria-label': `Page ${leaf.label}${fresh ? ', changed' : ''}`, onclick: () => turnTo(number) }, picture, leaf.label)
    return make('li', { class: `thumb${fresh ? ' changed' : ''}${number % 2 ? ' after' : ''}`, 'data-page': number }, button)
  }))
}

export const turnTo = page => {
  first = page
  draw()
  thumbs.querySelector(`[data-page="${first}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

export const turn = by => {
  const open = opening(first)
  const next = by > 0 ? open.at(-1) + 1 : open[0] - 1
  if (next >= 1 && next <= leaves().length) turnTo(next)
}

export const enlarge = by => {
  zoom = by === 0 ? 0 : Math.min(Math.max(zoom + by, 0), ZOOMS.length - 1)
  draw()
}

// --- the place at hand ---------------------------------------------------------------------------------------

const markPlace = () => {
  for (const word of spread.querySelectorAll('.word.here')) word.classList.remove('here')
  const { place } = store
  if (!place) return
  const words = [...spread.querySelectorAll('.word')]
  const at = nearest(words.map(({ dataset }) => [dataset.file, Number(dataset.line), Number(dataset.column)]), place)
  if (at < 0) return
  const { file, line, column } = words[at].dataset
  const same = words.filter(({ dataset }) => dataset.file === file && dataset.line === line && dataset.column === column)
  for (const word of same) word.classList.add('here')
  if (zoom) same[0].scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

const showPlace = async place => {
  if (place.from !== 'pages' && pages()) {
    const index = await fetched(pages().index)
    let best = null
    index.forEach((places, page) => {
      const at = nearest(places, place)
      if (at < 0) return
      const away = Math.abs(places[at][2] - place.column)
      if (!best || away < best.away) best = { page: page + 1, away }
    })
    if (best && !opening(first).includes(best.page)) turnTo(best.page)
  }
  markPlace()
}

spread.addEventListener('click', event => {
  const word = event.target.closest('.word')
  if (!word || String(getSelection())) return
  const { file, line, column } = word.dataset
  choose({ file, line: Number(line), column: Number(column), from: 'pages' })
  openEditor()
})

let touched = null
spread.addEventListener('touchstart', event => { touched = event.touches.length === 1 && !zoom ? event.touches[0].clientX : null }, { passive: true })
spread.addEventListener('touchend', event => {
  const moved = touched === null ? 0 : event.changedTouches[0].clientX - touched
  if (Math.abs(moved) > 60) turn((moved < 0) === !pages()?.rtl ? 1 : -1)
}, { passive: true })

new ResizeObserver(() => draw()).observe(spread)
find('page-back').addEventListener('click', () => turn(-1))
find('page-on').addEventListener('click', () => turn(1))
find('smaller').addEventListener('click', () => enlarge(-1))
find('larger').addEventListener('click', () => enlarge(1))
document.addEventListener('show-page', ({ detail }) => turnTo(detail))

// The pages that are other than they were, by their numbers.
export const changedPages = (state, before) => {
  if (!before?.pages || !state.pages || before.pages.order === state.pages.order) return null
  const known = before.pages.leaves
  return state.pages.leaves.flatMap((leaf, index) => (known[index]?.digest === leaf.digest ? [] : [index + 1]))
}

on('state', (state, before) => {
  if (!state.pages || before?.pages?.order === state.pages.order) return
  drawThumbs(changedPages(state, before) ?? [])
  draw()
})
on('place', showPlace)
