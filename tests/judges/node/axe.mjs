// axe in a browser: WCAG 2.2 AA on every page of a book that lies unpacked in a folder, as a reader at a desk and a
// reader with a telephone see it, by day and by night. In: the pages' paths. Out: the rules broken, each with its place.

import { basename } from 'node:path'
import { pathToFileURL } from 'node:url'

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const VIEWS = [
  { width: 1280, height: 800, scheme: 'light' },
  { width: 360, height: 740, scheme: 'dark' },
]

const LOOKS = 6
const PATIENCE = 250 // ms, and so many more at each further look
// Of a sign alone, such as a note's number, and of signs that are pictures, axe is never sure.
const NEVER_SURE = ['shortTextContent', 'nonBmp']

export const axeJudge = (library, browser) => {
  const source = library('axe-core').source
  const ask = async ({ pages }) => {
    const page = await (await browser()).newPage()
    try {
      const found = []
      for (const { scheme, ...viewport } of VIEWS) {
        await page.setViewport(viewport)
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
        for (const path of pages) {
          await page.goto(pathToFileURL(path).href)
          await page.evaluate(source)
          const { violations, passes } = await looked(page)
          if (!passes.length) throw new Error(`axe looked at nothing in ${path}`)
          found.push(...violations.flatMap(rule => broken(rule, path)))
        }
      }
      return { issues: found }
    } finally {
      await page.close()
    }
  }
  return { ask }
}

// Words that are not drawn have no colour to be judged: those whose face has not come yet, and all of a page that has
// another before it. Where axe is still not sure of a colour, or has seen none though there are words, a busy machine may
// not have drawn it: it looks again.
const looked = async page => {
  await page.bringToFront()
  const hasWords = await page.evaluate(() => document.body.textContent.trim() !== '')
  for (let turn = 1; ; turn++) {
    await page.evaluate(async () => {
      document.body.getBoundingClientRect()
      await document.fonts.ready
      await new Promise(drawn => {
        requestAnimationFrame(() => requestAnimationFrame(drawn))
        setTimeout(drawn, 1000)
      })
    })
    const result = await page.evaluate(tags => globalThis.axe.run({ runOnly: tags }), WCAG)
    const judged = kind => result[kind].filter(({ id }) => id === 'color-contrast').flatMap(({ nodes }) => nodes)
    const doubts = judged('incomplete').filter(({ any }) => !any.some(({ data }) => NEVER_SURE.includes(data?.messageKey)))
    const seen = ['passes', 'violations', 'incomplete'].some(kind => judged(kind).length > 0)
    if ((!doubts.length && (seen || !hasWords)) || turn === LOOKS) return result
    await new Promise(later => setTimeout(later, turn * PATIENCE))
    await page.bringToFront()
  }
}

// axe 4.14 does not know here that DPUB-ARIA 1.1 gives this role a name from its author, as Ace demands.
const mistaken = (id, { html }) => id === 'aria-prohibited-attr' && /^<span [^>]*role="doc-pagebreak"/.test(html)

const broken = ({ id, impact, help, nodes }, path) =>
  nodes.filter(node => !mistaken(id, node)).map(({ target, html }) => ({ rule: id, impact, place: `${basename(path)} ${target}`, text: `${help}: ${html}` }))
