// What a reader does with a book in epub.js, done in its page. It opens no notes beside the text and keeps no history,
// but follows links; and of the labels in a page list it keeps only what is a number.

import { PATIENCE, onScreen, settled as stillness, sticksOut } from './sight.js'

let book
let rendition

const shown = () => rendition.getContents()[0]?.document
const settled = () => stillness(shown)
const flat = entries => entries.flatMap(entry => [entry, ...flat(entry.subitems ?? [])])
const place = href => shown()?.getElementById(decodeURIComponent(href.split('#')[1] ?? ''))

const show = async (flow, target) => {
  rendition?.destroy()
  rendition = book.renderTo('book', { width: '100%', height: '100%', flow, spread: 'none' })
  await rendition.display(target)
  await settled()
}

const open = async address => {
  book = globalThis.ePub(address, { openAs: 'epub' })
  const failed = new Promise((_, refuse) => book.on('openFailed', refuse))
  await Promise.race([book.ready, failed])
  await show('paginated')
}

const goTo = async href => {
  await rendition.display(href)
  await settled()
}

const arrive = async (label, href) => {
  // A place that there is not is an error of its own in epub.js, and no arrival.
  const went = await goTo(href).then(() => true, () => false)
  const element = went && (href.includes('#') ? place(href) : shown().body)
  return { label, href, arrived: onScreen(element), words: element ? element.textContent.trim().slice(0, 200) : '' }
}

const goEverywhere = async () => {
  const reached = { contents: [], pages: [] }
  for (const { label, href } of flat(book.navigation.toc)) reached.contents.push(await arrive(label.trim(), href))
  for (const { page, href } of book.pageList.pageList ?? []) reached.pages.push(await arrive(String(page), href))
  return reached
}

/** Clicks, and waits until the reading system says that it has moved. */
const follow = async link => {
  const moved = new Promise(done => {
    rendition.once('relocated', done)
    setTimeout(done, PATIENCE)
  })
  link?.click()
  await moved
  await settled()
}

/** A call followed to its note, and the note's link back. */
const followNote = async (chapter, id) => {
  const find = wanted => shown().getElementById(wanted)
  await goTo(`${chapter}#${id}`)
  const { textContent: sign, hash } = find(id)
  await follow(find(id))
  const note = find(hash.slice(1))
  const [went, words] = [onScreen(note), note?.textContent.trim() ?? '']
  const back = note?.querySelector('[role~=doc-backlink]')
  await follow(back)
  return { call: `${chapter}#${id}`, sign, words, went, linked: Boolean(back) && onScreen(find(id)) }
}

const openNotes = async () => {
  const notes = []
  for (const { href } of book.spine.spineItems) {
    await goTo(href)
    const calls = [...shown().querySelectorAll('[role~=doc-noteref]')].map(({ id }) => id)
    for (const id of calls) notes.push(await followNote(href, id))
  }
  return notes
}

const findOverflow = async () => {
  const wide = []
  for (const { href } of book.spine.spineItems) {
    await show('scrolled-doc', href)
    wide.push(...sticksOut(href, shown()))
  }
  return wide
}

globalThis.desk = { open, goEverywhere, openNotes, findOverflow }
