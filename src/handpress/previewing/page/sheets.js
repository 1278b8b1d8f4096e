// The sheets, as they lie on the table to be folded, and the ledger, which proves every word.

import { find, make, on } from './store.js'
import { turnTo } from './paper.js'

const tabs = ['pages', 'sheets', 'ledger']

export const showTab = (wanted, { focus = false } = {}) => {
  for (const name of tabs) {
    const tab = find(`tab-${name}`)
    tab.setAttribute('aria-selected', name === wanted)
    tab.tabIndex = name === wanted ? 0 : -1
    find(name).hidden = name !== wanted
    if (focus && name === wanted) tab.focus()
  }
  find('turning').hidden = wanted !== 'pages'
}

tabs.forEach((name, index) => {
  find(`tab-${name}`).addEventListener('click', () => showTab(name))
  find(`tab-${name}`).addEventListener('keydown', event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    event.stopPropagation()
    showTab(tabs[(index + step + tabs.length) % tabs.length], { focus: true })
  })
})

const side = (numbers, { leaves, width, height }, name, sheet) => {
  const cells = numbers.map(number => {
    if (!number) return make('div', { class: 'blank' }, 'blank')
    const leaf = leaves[number - 1]
    const turned = () => {
      turnTo(number)
      showTab('pages')
    }
    return make('button', { type: 'button', 'aria-label': `Sheet ${sheet}, ${name}: page ${leaf.label}`, onclick: turned },
      make('img', { src: `${leaf.address}-240.png`, alt: '', loading: 'lazy' }), make('span', { class: 'number' }, leaf.label))
  })
  const row = make('div', { class: 'side' }, ...cells)
  row.style.setProperty('--shape', `${width} / ${height}`)
  return make('figure', {}, row, make('figcaption', {}, name))
}

const drawSheets = pages => {
  const { sides, sheet, blanks, diagram } = pages
  if (!sides.length) return find('sheets').replaceChildren(make('p', {}, 'These pages are too many to be stitched as one booklet.'))
  const count = sides.length / 2
  const told = `${count} ${count === 1 ? 'sheet' : 'sheets'} of ${sheet.toUpperCase()}, ${blanks ? `${blanks} blank ${blanks === 1 ? 'page' : 'pages'}` : 'no blank page'}. Print on both sides, lay them on each other, fold once and stitch through the fold.`
  const drawn = Array.from({ length: count }, (_, number) => [
    make('h3', {}, `Sheet ${number + 1}`),
    make('div', { class: 'sheet' }, side(sides[2 * number], pages, 'front', number + 1), side(sides[2 * number + 1], pages, 'back', number + 1)),
  ])
  const letters = make('details', {}, make('summary', {}, 'The same in letters'), make('pre', { tabindex: '0' }, diagram ?? ''))
  find('sheets').replaceChildren(make('p', {}, told), ...drawn.flat(), letters)
}

let report = ''
const drawLedger = ({ report: address }) => {
  if (address === report) return
  report = address
  find('ledger').replaceChildren(make('iframe', { title: 'Ledger', src: address }))
}

on('state', (state, before) => {
  if (state.pages && before?.pages?.order !== state.pages.order) drawSheets(state.pages)
  if (state.ledger) drawLedger(state.ledger)
  else find('ledger').replaceChildren(make('p', { class: 'empty' }, 'Every word is being proved …'))
})
