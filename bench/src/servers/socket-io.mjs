// The same as raw-publish on Socket.IO and Node, as its documentation has it: objects are emitted to all.
import { createServer } from 'node:http'
import { Server } from 'socket.io'

let kept = {}
const http = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
  const chunks = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString()
    if (pathname === '/frame') kept = JSON.parse(body)
    else if (pathname === '/publish') io.emit('events', JSON.parse(body))
    else for (let frames = Number(searchParams.get('frames')); frames > 0; frames -= 1) io.emit('events', kept)
    response.end('ok')
  })
})
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false, serveClient: false })
http.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ ready: true, http: http.address().port })))
