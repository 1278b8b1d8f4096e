// Ace by DAISY: EPUB Accessibility 1.1 and WCAG, on a whole book. In: the path of an e-book, and a folder for Ace's own
// report. Out: its issues, each with rule, impact, place and words.

export const aceJudge = library => {
  let runner
  const open = async () => {
    library('@daisy/ace-logger').initLogger({ silent: true })
    const theirs = library('@daisy/ace-axe-runner-puppeteer')
    await theirs.launch()
    // Ace would start a browser a book and end it; ours stays for the next.
    return { ...theirs, launch: async () => {}, close: async () => {}, end: theirs.close }
  }
  const ask = async ({ book, folder }) => {
    runner ??= await open()
    const options = { cwd: folder, outdir: folder, tmpdir: folder, silent: true }
    const [, report] = await library('@daisy/ace-core')(book, options, runner)
    return { outcome: report['earl:result']['earl:outcome'], issues: report.assertions.flatMap(issues) }
  }
  return { ask, close: async () => runner?.end() }
}

const issues = ({ 'earl:testSubject': subject, assertions }) =>
  (assertions ?? []).map(({ 'earl:test': test, 'earl:result': result }) => ({
    rule: test['dct:title'],
    impact: test['earl:impact'],
    place: subject.url,
    text: result['dct:description'],
  }))
