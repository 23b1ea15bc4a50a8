// The raw limit of fan-out on Bun: `server.publish` and nothing else. POST /publish sends the body to all; POST /frame keeps a
// frame, and POST /repeat?frames=n sends it n times.
let kept = ''
const server = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  async fetch(request, self) {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname === '/socket') return self.upgrade(request) ? undefined : new Response(null, { status: 400 })
    const body = await request.text()
    if (pathname === '/frame') kept = body
    else if (pathname === '/publish') self.publish('bench', body)
    else for (let frames = Number(searchParams.get('frames')); frames > 0; frames -= 1) self.publish('bench', kept)
    return new Response('ok')
  },
  websocket: {
    perMessageDeflate: false,
    backpressureLimit: 64 * 1_024 * 1_024,
    open: (socket) => void socket.subscribe('bench'),
    message: () => undefined,
  },
})
console.log(JSON.stringify({ ready: true, http: server.port }))
