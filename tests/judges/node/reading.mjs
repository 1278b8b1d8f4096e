// Reading systems in a browser: foliate-js, which Foliate and Readest are made of, and epub.js, which many shops and
// libraries show books by on their pages. In: the path of an e-book, and a folder for pictures of it. Out: what a reader
// comes to by every line of the contents, every entry of the page list and every note call, and what does not fit on a
// telephone.

import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { serving } from './serve.mjs'

const HERE = path.dirname(fileURLToPath(import.meta.url))
const PHONE = { width: 360, height: 740 }
const DESK = { width: 1280, height: 800 }

const READINGS = 3
const LIBRARIES = ['/foliate-js/', '/epubjs/', '/jszip/']

/** `desk` is the page of the reading system, which does what a reader does. */
export const readingSystem = (folder, browser, desk) => {
  const shelf = new Map() // the books by their addresses

  const find = name => {
    if (shelf.has(name)) return shelf.get(name)
    return LIBRARIES.some(library => name.startsWith(library)) ? path.join(folder, 'node_modules', name) : path.join(HERE, 'desk', name)
  }
  const served = serving(find)

  // On a slow machine a reading system may turn on before a page is there, and complain of that. What is wrong with a book
  // is wrong each time it is read.
  const ask = async question => {
    for (let turn = 1; ; turn++) {
      const answer = await read(question)
      if (!answer.complaints.length || turn === READINGS) return answer
    }
  }

  const read = async ({ book, pictures }) => {
    const name = `/book-${shelf.size}.epub`
    shelf.set(name, book)
    const page = await (await browser()).newPage()
    const complaints = []
    page.on('pageerror', error => complaints.push(String(error)))
    page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
    try {
      await page.setViewport(PHONE)
      await page.goto(`${await served()}/${desk}`)
      await page.evaluate(url => globalThis.desk.open(url), name)
      const arrived = await page.evaluate(() => globalThis.desk.goEverywhere())
      const notes = await page.evaluate(() => globalThis.desk.openNotes())
      const wide = await page.evaluate(() => globalThis.desk.findOverflow())
      if (pictures) await photograph(page, pictures)
      return { ...arrived, notes, wide, complaints }
    } finally {
      await page.close()
    }
  }
  return { ask }
}

// The first screen of every chapter, on a telephone and on a desk, by day and by night.
const photograph = async (page, folder) => {
  fs.mkdirSync(folder, { recursive: true })
  const chapters = await page.evaluate(() => globalThis.desk.chapters())
  for (const viewport of [PHONE, DESK]) {
    await page.setViewport(viewport)
    for (const scheme of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
      for (const [index, chapter] of chapters.entries()) {
        await page.evaluate(number => globalThis.desk.turnTo(number), index)
        await page.screenshot({ path: path.join(folder, `${chapter}-${viewport.width}-${scheme}.png`) })
      }
    }
  }
}
