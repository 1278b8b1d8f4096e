// A browser takes modules, style sheets and faces from a server and, by and large, not from files: what it is to look at
// is served, to this machine alone. `find` gives the path of the file at an address.

import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'

const TYPES = {
  '.css': 'text/css',
  '.epub': 'application/epub+zip',
  '.html': 'text/html',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.otf': 'font/otf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.xhtml': 'application/xhtml+xml',
}

export const serving = find => {
  let address
  const serve = (request, response) => {
    const file = find(decodeURIComponent(new URL(request.url, 'http://localhost').pathname))
    fs.readFile(file, (error, content) => {
      response.writeHead(error ? 404 : 200, { 'content-type': TYPES[path.extname(file)] ?? 'text/plain' })
      response.end(error ? '' : content)
    })
  }
  const open = () =>
    new Promise(done => {
      const server = http.createServer(serve)
      server.listen(0, '127.0.0.1', () => done(`http://127.0.0.1:${server.address().port}`))
    })
  return async () => (address ??= await open())
}
