// What a reader does with a book in foliate-js, done in its page. Everything is looked at where the reader
// looks: a place counts as reached when its box is on the screen, not when the reading system says so.

import '/foliate-js/view.js'
import { FootnoteHandler } from '/foliate-js/footnotes.js'
import { PATIENCE, onScreen, settled as stillness, sticksOut } from './sight.js'

// As foliate-js's own reader dresses books: its reader's colours by day and by night.
const DRESS = `
@namespace epub "http://www.idpf.org/2007/ops";
html { color-scheme: light dark }
@media (prefers-color-scheme: dark) { a:link { color: lightblue } }
`

const view = document.createElement('foliate-view')
const handler = new FootnoteHandler()

handler.addEventListener('before-render', ({ detail }) => {
  detail.view.classList.add('note')
  document.body.append(detail.view)
})

const contents = () => view.renderer.getContents()[0]
const settled = () => stillness(() => contents()?.doc)
const flat = entries => (entries ?? []).flatMap(entry => [entry, ...flat(entry.subitems)])

const target = href => contents().doc.getElementById(decodeURIComponent(href.split('#')[1] ?? ''))

const open = async address => {
  document.body.append(view)
  await view.open(address)
  view.renderer.setStyles(DRESS)
  await view.init({ showTextStart: false })
}

const arrive = async ({ label, href }) => {
  await view.goTo(href)
  await settled()
  const element = href.includes('#') ? target(href) : contents().doc.body
  return { label, href, arrived: onScreen(element), words: element?.textContent.trim().slice(0, 200) ?? '' }
}

const goEverywhere = async () => {
  const reached = { contents: [], pages: [] }
  for (const entry of flat(view.book.toc)) reached.contents.push(await arrive(entry))
  for (const entry of flat(view.book.pageList)) reached.pages.push(await arrive(entry))
  return reached
}

/** Does what leads elsewhere, and waits until the reading system has noted in its history that it is there. */
const follow = async leave => {
  const noted = new Promise(done => {
    view.history.addEventListener('index-change', done, { once: true })
    setTimeout(done, PATIENCE)
  })
  leave()
  await noted
  await settled()
}

/** The note of a call as the reading system shows it beside the text. */
const peek = async call => {
  const opened = new Promise(done => {
    handler.addEventListener('render', ({ detail }) => done(detail), { once: true })
    setTimeout(done, PATIENCE)
  })
  const listen = event => handler.handle(view.book, event)
  view.addEventListener('link', listen)
  call.click()
  const note = await opened
  await settled() // foliate-js still lays its overlay on the note
  view.removeEventListener('link', listen)
  const words = note?.view.renderer.getContents()[0].doc.body.textContent.trim() ?? ''
  note?.view.remove()
  return { words, type: note?.type ?? '' }
}

/** A note opened beside the text, then gone to and left again: by its own link, and by the reader's "back". */
const openNote = async (chapter, id) => {
  const find = wanted => contents().doc.getElementById(wanted)
  await view.goTo(`${chapter}#${id}`)
  await settled()
  const { textContent: sign, hash } = find(id)
  const seen = await peek(find(id))
  await follow(() => find(id)?.click())
  const went = onScreen(find(hash.slice(1)))
  await follow(() => find(hash.slice(1))?.querySelector('[role~=doc-backlink]')?.click())
  const linked = onScreen(find(id))
  await follow(() => find(id)?.click())
  await follow(() => view.history.back())
  return { call: `${chapter}#${id}`, sign, ...seen, went, linked, returned: onScreen(find(id)) }
}

const openNotes = async () => {
  const notes = []
  for (const [index, { id: chapter }] of view.book.sections.entries()) {
    await view.goTo(index)
    const calls = [...contents().doc.querySelectorAll('[role~=doc-noteref]')].map(({ id }) => id)
    for (const id of calls) notes.push(await openNote(chapter, id))
  }
  return notes
}

/** What sticks out of the screen when the text is one scroll. */
const findOverflow = async () => {
  view.renderer.setAttribute('flow', 'scrolled')
  const wide = []
  for (const [index, { id }] of view.book.sections.entries()) {
    await view.goTo(index)
    await settled()
    wide.push(...sticksOut(id, contents().doc))
  }
  view.renderer.removeAttribute('flow')
  await settled()
  return wide
}

const chapters = () => view.book.sections.map(({ id }) => id.split('/').pop().replace(/\.xhtml$/, ''))

const turnTo = async index => {
  await view.goTo(index)
  await settled()
}

globalThis.desk = { open, goEverywhere, openNotes, findOverflow, chapters, turnTo }
