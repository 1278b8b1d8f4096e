// The judges' bench: one process and one browser for many books. A line of JSON in asks one judge about one book; a
// line of JSON out is what that judge says, or why it could not judge. The bench closes when its input does.
//
//   node bench.mjs FOLDER      FOLDER holds node_modules; PUPPETEER_EXECUTABLE_PATH names the browser

import { createRequire } from 'node:module'
import path from 'node:path'
import process from 'node:process'
import readline from 'node:readline'
import { aceJudge } from './ace.mjs'
import { axeJudge } from './axe.mjs'
import { readingSystem } from './reading.mjs'

const folder = path.resolve(process.argv[2])
const library = createRequire(path.join(folder, 'package.json'))

// What the judges print themselves must not come between the answers.
const answer = process.stdout.write.bind(process.stdout)
process.stdout.write = process.stderr.write.bind(process.stderr)

let opened
const gone = async () => !(await opened)?.connected
const browser = async () => {
  // One that has died is followed by another: the next book is not to blame for it.
  if (await gone()) opened = library('puppeteer-core').launch({
    executablePath: process.env.PUPPETEER_EXECUTABLE_PATH,
    headless: true,
    timeout: 120_000,
    protocolTimeout: 300_000,
    args: [
      '--no-sandbox', // root, as in most containers, may not have one; nothing is opened but our own books
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--hide-scrollbars',
    ],
  })
  return opened
}

const judges = {
  ace: aceJudge(library),
  axe: axeJudge(library, browser),
  foliate: readingSystem(folder, browser, 'foliate.html'),
  epubjs: readingSystem(folder, browser, 'epubjs.html'),
}

const ask = async (judge, question) => {
  try {
    return await judges[judge].ask(question)
  } catch (error) {
    if (!opened || !(await gone())) throw error
    return await judges[judge].ask(question)
  }
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { judge, ...question } = JSON.parse(line)
  let said
  try {
    said = { verdict: await ask(judge, question) }
  } catch (error) {
    said = { error: String(error?.stack ?? error) }
  }
  answer(`${JSON.stringify(said)}\n`)
}
for (const judge of Object.values(judges)) await judge.close?.()
if (opened) await (await opened).close()
process.exit(0)
