// What a reader sees of a book, whatever system shows it. `doc` is the document of a chapter in its frame.

export const PATIENCE = 5_000 // milliseconds, after which what has not come is missing

export const frame = () => new Promise(done => requestAnimationFrame(done))

/** Waits until nothing moves: a face that comes late lays the page out anew. `shown` gives the document, if any. */
export const settled = async shown => {
  const end = performance.now() + PATIENCE
  for (let [before, still] = ['', 0]; still < 2 && performance.now() < end; ) {
    await frame()
    const doc = shown()
    const now = doc?.fonts.status === 'loading' ? 'loading' : doc ? whereItStands(doc) : ''
    still = now === before && now !== 'loading' ? still + 1 : 0
    before = now
  }
}

const whereItStands = doc => JSON.stringify(doc.defaultView.frameElement.getBoundingClientRect())

/** Whether the start of an element is on the screen. */
export const onScreen = element => {
  if (!element) return false
  const page = element.ownerDocument.defaultView.frameElement.getBoundingClientRect()
  const boxes = [...element.getClientRects()]
  const box = boxes.find(({ width, height }) => width && height) ?? boxes[0]
  if (!box) return false
  const [x, y] = [page.x + box.x, page.y + box.y]
  return x >= -1 && x <= innerWidth && y >= -1 && y <= innerHeight
}

/** The boxes of all that is seen of a page: its words, and what is no word. */
const boxes = doc => {
  const seen = []
  const words = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT)
  while (words.nextNode()) {
    const range = doc.createRange()
    range.selectNode(words.currentNode)
    if (words.currentNode.data.trim()) seen.push([words.currentNode.parentElement, ...range.getClientRects()])
  }
  for (const element of doc.body.querySelectorAll('img, svg, table, hr')) seen.push([element, ...element.getClientRects()])
  return seen
}

/** What sticks out of the screen in a chapter that is one scroll. */
export const sticksOut = (id, doc) => {
  const room = doc.documentElement.clientWidth
  const wide = []
  for (const [element, ...rects] of boxes(doc)) {
    const right = Math.max(0, ...rects.map(box => box.right))
    if (right > room + 1) wide.push({ place: `${id} ${element.outerHTML.slice(0, 120)}`, right, room })
  }
  return wide
}
