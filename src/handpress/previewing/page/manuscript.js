// The manuscript: its lines, with the findings over them and beside them.

import { choose, fetched, find, make, on, store } from './store.js'

const signs = { error: '✗', warning: '!', note: '·' }
let shown = { file: '', address: '' }
let finding = -1

export const findings = () => {
  const { reading, pages, ledger, trouble } = store.state
  const stopped = trouble ? [trouble] : []
  return [...stopped, ...(reading?.findings ?? []), ...(pages?.findings ?? []), ...(ledger?.findings ?? [])]
}

const sourceOf = file => store.state.reading?.sources.find(source => source.file === file)

const showFindings = () => {
  const all = findings()
  const counted = ['error', 'warning', 'note']
    .map(severity => [all.filter(one => one.severity === severity).length, severity])
    .filter(([count]) => count)
    .map(([count, severity]) => `${count} ${severity}${count === 1 ? '' : 's'}`)
  find('count').textContent = store.state.reading || all.length ? counted.join(', ') || 'no findings' : ''
  find('findings').replaceChildren(...all.map((one, index) => {
    const named = one.code ? [make('span', { class: 'code' }, one.code), ': '] : []
    const button = make('button', { type: 'button', onclick: () => chooseFinding(index) },
      make('span', { 'aria-hidden': 'true' }, `${signs[one.severity]} `),
      make('span', { class: 'visually-hidden' }, `${one.severity}: `),
      ...named, one.message)
    if (one.hint) button.append(make('span', { class: 'hint' }, `→ ${one.hint}`))
    if (one.where) button.append(make('span', { class: 'where' }, one.where))
    return make('li', { class: one.severity + (index === finding ? ' here' : '') }, button)
  }))
}

const chooseFinding = index => {
  const all = findings()
  if (!all.length) return
  finding = (index + all.length) % all.length
  showFindings()
  find('findings').children[finding]?.scrollIntoView({ block: 'nearest' })
  const { file, line, column, pages } = all[finding]
  if (file) choose({ file, line, column: column || 1, from: 'findings' })
  else if (pages.length) document.dispatchEvent(new CustomEvent('show-page', { detail: pages[0] }))
}

export const stepFinding = step => chooseFinding(finding < 0 && step < 0 ? -1 : finding + step)

const showFiles = () => {
  const select = find('file')
  const sources = store.state.reading?.sources ?? []
  const names = sources.map(({ file }) => file)
  if (select.dataset.names !== names.join('\n')) {
    select.dataset.names = names.join('\n')
    select.replaceChildren(...names.map(name => make('option', { value: name }, name.split('/').at(-1))))
  }
  if (!names.includes(shown.file)) shown = { file: names[1] ?? names[0] ?? '', address: '' }
  select.value = shown.file
}

const showLines = async () => {
  const source = sourceOf(shown.file)
  if (!source) return
  if (source.address !== shown.address) {
    const { file, address } = source
    const lines = await fetched(address)
    if (shown.file !== file) return
    shown.address = address
    const box = find('lines')
    const { scrollTop } = box
    box.replaceChildren(...lines.map((text, index) => make('div',
      { class: 'line', role: 'option', id: `line-${index + 1}`, 'aria-selected': 'false' },
      make('span', { class: 'number' }, `${index + 1}`), make('span', { class: 'text' }, text))))
    box.scrollTop = scrollTop
  }
  markFindings()
  markPlace()
}

const markFindings = () => {
  for (const line of find('lines').children) line.classList.remove('error', 'warning', 'note')
  for (const { file, line, severity } of findings().toReversed()) {
    if (file === shown.file) find(`line-${line}`)?.classList.add(severity)
  }
}

const markPlace = () => {
  const { place } = store
  const box = find('lines')
  for (const line of box.querySelectorAll('[aria-selected=true]')) {
    line.setAttribute('aria-selected', 'false')
    const text = line.querySelector('.text')
    text.textContent = text.textContent // the mark goes, the words stay
  }
  box.removeAttribute('aria-activedescendant')
  const line = place && place.file === shown.file ? find(`line-${place.line}`) : null
  if (!line) return
  line.setAttribute('aria-selected', 'true')
  box.setAttribute('aria-activedescendant', line.id)
  const text = line.querySelector('.text')
  const said = text.textContent
  const start = Math.max(0, (place.column || 0) - 1)
  const length = place.column ? (said.slice(start).match(/^[^\p{L}\p{N}]*[\p{L}\p{N}’'-]*/u)?.[0].length ?? 0) : 0
  if (length) text.replaceChildren(said.slice(0, start), make('mark', {}, said.slice(start, start + length)), said.slice(start + length))
}

const showPlace = async place => {
  if (sourceOf(place.file) && place.file !== shown.file) shown = { file: place.file, address: '' }
  find('file').value = shown.file
  await showLines()
  const line = find(`line-${place.line}`)
  if (line && place.file === shown.file && place.from !== 'manuscript') {
    const box = find('lines')
    box.scrollTop = line.offsetTop - box.offsetTop - box.clientHeight / 3
  } else line?.scrollIntoView({ block: 'nearest' })
  showEditor()
}

// --- the editor ----------------------------------------------------------------------------------------------

const address = ({ file, line, column }) => {
  const { editor, root } = store.state
  const path = `${root}/${file}`.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/')
  return editor.replaceAll('{path}', path).replaceAll('{line}', line).replaceAll('{column}', column || 1)
}

const showEditor = () => {
  const link = find('editor')
  link.hidden = !(store.state.editor && store.place)
  if (!link.hidden) link.href = address(store.place)
}

export const openEditor = () => {
  if (store.state.editor && store.place) {
    // An address of another scheme is handed to its program, and this page stays.
    const link = make('a', { href: address(store.place), rel: 'noopener' })
    if (link.protocol.startsWith('http')) link.target = '_blank'
    link.click()
  }
}

// --- what people do ------------------------------------------------------------------------------------------

const columnAt = (event, text) => {
  const caret = document.caretPositionFromPoint?.(event.clientX, event.clientY)
  const range = caret ? null : document.caretRangeFromPoint?.(event.clientX, event.clientY)
  const [node, offset] = caret ? [caret.offsetNode, caret.offset] : [range?.startContainer, range?.startOffset ?? 0]
  if (!node || !text.contains(node)) return 1
  const before = document.createRange()
  before.setStart(text, 0)
  before.setEnd(node, offset)
  const upTo = before.toString()
  return upTo.length - upTo.match(/[\p{L}\p{N}’'-]*$/u)[0].length + 1
}

find('lines').addEventListener('click', event => {
  const line = event.target.closest('.line')
  if (!line || String(getSelection())) return
  const column = columnAt(event, line.querySelector('.text'))
  choose({ file: shown.file, line: Number(line.id.slice(5)), column, from: 'manuscript' })
})

find('lines').addEventListener('keydown', event => {
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20, Home: -1e9, End: 1e9 }[event.key]
  if (event.key === 'Enter') openEditor()
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  const now = store.place?.file === shown.file ? store.place.line : 0
  const line = Math.min(Math.max(now + step, 1), find('lines').childElementCount)
  choose({ file: shown.file, line, column: 1, from: 'manuscript' })
})

find('file').addEventListener('change', event => {
  shown = { file: event.target.value, address: '' }
  find('lines').scrollTop = 0
  showLines()
})

on('state', () => {
  if (finding >= findings().length) finding = -1
  showFindings()
  showFiles()
  showLines()
  showEditor()
})
on('place', showPlace)
