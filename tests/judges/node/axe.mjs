// axe in a browser: WCAG 2.2 AA on every page of a book that lies unpacked in a folder, as a reader at a desk and a
// reader with a telephone see it, by day and by night. In: the folder, and its pages' paths in it. Out: the rules broken,
// each with its place.

import path from 'node:path'
import { serving } from './serve.mjs'

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const VIEWS = [
  { width: 1280, height: 800, scheme: 'light' },
  { width: 360, height: 740, scheme: 'dark' },
]

const LOADS = 3

export const axeJudge = (library, browser) => {
  const source = library('axe-core').source
  const books = [] // the folders of the books, by their place in the addresses of their pages
  const served = serving(address => {
    const [, book, ...names] = address.split('/')
    return path.join(books[book] ?? '', ...names)
  })
  const ask = async ({ folder, pages }) => {
    const page = await (await browser()).newPage()
    try {
      const found = []
      const book = `${await served()}/${books.push(folder) - 1}`
      for (const { scheme, ...viewport } of VIEWS) {
        await page.setViewport(viewport)
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
        for (const name of pages) {
          await show(page, `${book}/${name}`)
          await page.evaluate(source)
          const { violations, passes, incomplete } = await look(page)
          if (!passes.length) throw new Error(`axe looked at nothing in ${name}`)
          const colours = [violations, passes, incomplete].some(kind => kind.some(({ id }) => id === 'color-contrast'))
          if (!colours && (await hasWords(page))) throw new Error(`axe saw no words in ${name}`)
          found.push(...violations.flatMap(rule => broken(rule, name)))
        }
      }
      return { issues: found }
    } finally {
      await page.close()
    }
  }
  return { ask }
}

// Words whose face has not come are not drawn, on a machine that has no other, and have no colour to be judged.
const show = async (page, address) => {
  for (let turn = 1; ; turn++) {
    await page.goto(address)
    const lacking = await page.evaluate(async () => {
      document.body.getBoundingClientRect()
      await document.fonts.ready
      return [...document.fonts].filter(({ status }) => status === 'error').map(({ family }) => family)
    })
    if (!lacking.length) return
    if (turn === LOADS) throw new Error(`${lacking.join(', ')} cannot be loaded for ${address}`)
  }
}

const hasWords = page => page.evaluate(() => document.body.textContent.trim() !== '')

// What axe would load ahead, the style sheets once more, none of its rules for WCAG asks for.
const look = page => page.evaluate(tags => globalThis.axe.run({ runOnly: tags, preload: false }), WCAG)

// axe 4.14 does not know here that DPUB-ARIA 1.1 gives this role a name from its author, as Ace demands.
const mistaken = (id, { html }) => id === 'aria-prohibited-attr' && /^<span [^>]*role="doc-pagebreak"/.test(html)

const broken = ({ id, impact, help, nodes }, name) =>
  nodes.filter(node => !mistaken(id, node)).map(({ target, html }) => ({ rule: id, impact, place: `${path.basename(name)} ${target}`, text: `${help}: ${html}` }))
