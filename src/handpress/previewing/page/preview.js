// The page: hears of every newer state, says how things stand, and knows the keys.

import { find, make, on, setState, store } from './store.js'
import { openEditor, stepFinding } from './manuscript.js'
import { redress, step } from './book.js'
import { changedPages, enlarge, turn, turnTo } from './paper.js'
import { showTab } from './sheets.js'

// --- how things stand ----------------------------------------------------------------------------------------

const clock = seconds => new Date(seconds * 1000).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' })

const standing = state => {
  const { order, done, reading, book, pages, ledger, trouble, saved } = state
  const failed = trouble || reading?.failed
  if (failed && done === order) {
    return ['broken', pages ? 'The last good proof is shown, until the findings are mended' : 'No proof yet: see the findings']
  }
  if (done === order) {
    const whole = ledger?.whole === false ? 'some words are not where they should be' : 'every word is in its place'
    return [ledger?.whole === false ? 'broken' : 'good', `Proof of ${clock(saved)}, ${whole}`]
  }
  if (reading?.order !== order) return ['working', 'Reading the manuscript …']
  if (book?.order !== order) return ['working', 'Making the e-book …']
  if (pages?.order !== order) return ['working', 'Setting pages …']
  return ['working', 'Proving every word …']
}

const say = ([kind, words]) => {
  document.body.classList.remove('good', 'working', 'broken')
  document.body.classList.add(kind)
  if (find('state-words').textContent !== words) find('state-words').textContent = words
}

let changed = []
const showChanged = (state, before) => {
  const found = changedPages(state, before)
  if (!found) return
  changed = found
  const button = find('changed')
  button.hidden = !changed.length
  const labels = changed.map(number => state.pages.leaves[number - 1].label)
  const many = labels.length > 6 ? `${labels.slice(0, 5).join(', ')} … ${labels.at(-1)}` : labels.join(', ')
  button.textContent = `Changed: ${labels.length === 1 ? 'page' : 'pages'} ${many}`
}

const goChanged = () => {
  if (!changed.length) return
  showTab('pages')
  showPane('paper')
  turnTo(changed[0])
}

on('state', (state, before) => {
  const title = state.reading?.title ?? state.slug
  find('title').textContent = title
  document.title = `${title} · preview`
  document.body.dataset.done = state.done
  say(standing(state))
  showChanged(state, before)
})

const news = new EventSource('/events')
news.addEventListener('message', ({ data }) => setState(JSON.parse(data)))
news.addEventListener('error', () => say(['broken', 'The preview has ended. Begin it again, and this page goes on']))
news.addEventListener('open', () => store.state && say(standing(store.state)))

// --- views, day and night ------------------------------------------------------------------------------------

const panes = ['manuscript', 'book', 'paper']
const showPane = wanted => {
  for (const name of panes) {
    find(name).classList.toggle('front', name === wanted)
    document.querySelector(`[data-pane=${name}]`).setAttribute('aria-pressed', name === wanted)
  }
}
for (const button of document.querySelectorAll('[data-pane]')) button.addEventListener('click', () => showPane(button.dataset.pane))

// Whoever touches a word on a telephone wants its line.
on('place', ({ from }) => from !== 'manuscript' && from !== 'findings' && showPane('manuscript'))

const dark = matchMedia('(prefers-color-scheme: dark)')
const setNight = night => {
  document.documentElement.classList.toggle('night', night)
  find('night').setAttribute('aria-pressed', night)
  redress()
}
const chosenNight = () => localStorage.getItem('night')
setNight(chosenNight() ? chosenNight() === 'yes' : dark.matches)
dark.addEventListener('change', () => chosenNight() || setNight(dark.matches))
const changeNight = () => {
  const night = !document.documentElement.classList.contains('night')
  localStorage.setItem('night', night ? 'yes' : 'no')
  setNight(night)
}
find('night').addEventListener('click', changeNight)
find('changed').addEventListener('click', goChanged)

// --- keys ----------------------------------------------------------------------------------------------------

const help = find('help')
const focusPane = name => () => {
  showPane(name)
  const inside = { manuscript: 'lines', book: 'chapter', paper: 'spread' }[name]
  find(inside).focus()
}

const keys = [
  [['j', 'k'], 'next finding, finding before', { j: () => stepFinding(1), k: () => stepFinding(-1) }],
  [['↑', '↓'], 'in the manuscript: choose a line', {}],
  [['←', '→'], 'turn the pages', { ArrowLeft: () => turn(rightToLeft() ? 1 : -1), ArrowRight: () => turn(rightToLeft() ? -1 : 1) }],
  [['[', ']'], 'chapter before, next chapter', { '[': () => step(-1), ']': () => step(1) }],
  [['c'], 'go to what has changed', { c: goChanged }],
  [['e'], 'open the line in the editor', { e: openEditor }],
  [['+', '−', '0'], 'pages larger, smaller, whole', { '+': () => enlarge(1), '-': () => enlarge(-1), 0: () => enlarge(0) }],
  [['1', '2', '3'], 'to the manuscript, the e-book, the pages', { 1: focusPane('manuscript'), 2: focusPane('book'), 3: focusPane('paper') }],
  [['p', 's', 'l'], 'pages, sheets, ledger', { p: () => showTab('pages'), s: () => showTab('sheets'), l: () => showTab('ledger') }],
  [['d'], 'day or night', { d: changeNight }],
  [['?'], 'these keys', { '?': () => help.showModal() }],
]
const known = Object.assign({}, ...keys.map(([, , acts]) => acts))
const rightToLeft = () => store.state?.pages?.rtl

find('keys').replaceChildren(...keys.flatMap(([names, words]) => [
  make('dt', {}, ...names.flatMap(name => [make('kbd', {}, name), ' '])), make('dd', {}, words),
]))

// Single letters can be turned off, for those who speak to their machine (WCAG 2.1.4).
const keysOn = find('keys-on')
keysOn.checked = localStorage.getItem('keys') !== 'no'
keysOn.addEventListener('change', () => localStorage.setItem('keys', keysOn.checked ? 'yes' : 'no'))
find('help-button').addEventListener('click', () => help.showModal())

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return
  const act = known[event.key]
  const within = event.target instanceof Element ? event.target : document.body
  if (!act || within.closest('input, select, textarea')) return
  const isArrow = event.key.startsWith('Arrow')
  if (isArrow ? within.closest('#lines, [role=tablist]') : !keysOn.checked) return
  event.preventDefault()
  act()
})

showPane('book')
