import { describe, expect, test } from 'bun:test'
import type { JoinReply } from '@landale/protocol'
import { api, keys, serverHere, serverProcess, type TestServer } from './fixture.ts'

type Reply = { status: 'ok' | 'error'; response: Record<string, unknown> }
type Frame = [joinRef: string | null, ref: string | null, topic: string, event: string, payload: Record<string, unknown>]
type EventsPayload = { prev: number; events: { position: number }[] }

const address = (server: Pick<TestServer, 'socketUrl'>, role: keyof typeof keys, name = 'test') =>
  `${server.socketUrl}/websocket?vsn=2.0.0&key=${keys[role]}&name=${name}`

/** A socket that says frames as they are, and keeps those that come; closed with its scope. */
async function rawSocket(
  server: Pick<TestServer, 'socketUrl'>,
  role: keyof typeof keys = 'overlay',
  name?: string,
): Promise<
  Disposable & {
    socket: WebSocket
    frames: Frame[]
    say(...frames: Frame[]): void
    until(done: () => boolean): Promise<void>
    reply(ref: string): Promise<Reply>
    closed: Promise<CloseEvent>
  }
> {
  const socket = new WebSocket(address(server, role, name))
  const frames: Frame[] = []
  let wake = Promise.withResolvers<void>()
  const closed = Promise.withResolvers<CloseEvent>()
  socket.onmessage = ({ data }) => {
    frames.push(JSON.parse(String(data)) as Frame)
    wake.resolve()
    wake = Promise.withResolvers()
  }
  let ended: CloseEvent | undefined
  socket.onclose = (event) => {
    ended = event
    closed.resolve(event)
    wake.resolve()
  }
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve()
    socket.onerror = () => reject(new Error('the socket was refused'))
  })
  const until = async (done: () => boolean) => {
    while (!done()) {
      if (ended) throw new Error(`the socket was closed: ${ended.code} ${ended.reason}`)
      await wake.promise
    }
  }
  return {
    socket,
    frames,
    say: (...said) => {
      for (const frame of said) socket.send(JSON.stringify(frame))
    },
    until,
    async reply(ref) {
      const found = () => frames.find(([, reference, , event]) => reference === ref && event === 'phx_reply')
      await until(() => found() !== undefined)
      return found()?.[4] as Reply
    },
    closed: closed.promise,
    [Symbol.dispose]: () => socket.close(),
  }
}

const joinFrame = (topic: string, ref: string, params: Record<string, unknown> = {}): Frame => [
  ref,
  ref,
  topic,
  'phx_join',
  params,
]
const beat = (ref: string): Frame => [null, ref, 'phoenix', 'heartbeat', {}]
const testFollow = (ref: string, joinRef: string): Frame => [
  joinRef,
  ref,
  'dashboard:main',
  'event.test',
  { type: 'channel.followed' },
]

/** The value of a counter, over all its labels or those given; 0 where it has none yet. */
async function metric(server: Pick<TestServer, 'healthUrl'>, name: string, label = ''): Promise<number> {
  const text = await (await fetch(`${server.healthUrl}/metrics`)).text()
  return text
    .split('\n')
    .filter((line) => line.startsWith(`landale_${name}`) && line.includes(label))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
}

const upgradeHeaders = {
  upgrade: 'websocket',
  connection: 'Upgrade',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'sec-websocket-version': '13',
}

describe('topics', () => {
  test('past the most a socket may join, a join is refused and those before it stay', async () => {
    await using server = await serverHere({ environment: { LANDALE_MAX_TOPICS: '2' } })
    using client = await rawSocket(server)
    client.say(joinFrame('events:all', '1'), joinFrame('events:chat', '2'), joinFrame('events:obs', '3'))
    expect([(await client.reply('1')).status, (await client.reply('2')).status]).toEqual(['ok', 'ok'])
    expect(await client.reply('3')).toEqual({ status: 'error', response: { reason: 'too many channels joined' } })
    // A topic again takes no more room than once, and one that was left makes room.
    client.say(joinFrame('events:chat', '4'), ['4', '5', 'events:chat', 'phx_leave', {}], joinFrame('events:obs', '6'))
    expect([(await client.reply('4')).status, (await client.reply('6')).status]).toEqual(['ok', 'ok'])
    using neighbour = await rawSocket(server)
    neighbour.say(joinFrame('events:all', '1'))
    expect((await neighbour.reply('1')).status).toBe('ok')
  })

  test.each([
    ['cursor', { cursor: -1 }],
    ['cursor', { cursor: 'yesterday' }],
    ['cursor', { cursor: 0.5 }],
    ['epoch', { epoch: 5 }],
    ['limit', { limit: 0 }],
    ['limit', { limit: 10_001 }],
  ])('are refused, with %s named, to a join that says %j', async (field, params) => {
    await using server = await serverHere()
    using client = await rawSocket(server)
    client.say(joinFrame('events:all', '1', params), joinFrame('events:all', '2'))
    expect(await client.reply('1')).toMatchObject({
      status: 'error',
      response: { reason: 'invalid_params', message: expect.stringContaining(`${field}: `) },
    })
    expect((await client.reply('2')).status).toBe('ok')
  })

  test('the dashboard’s is refused to an overlay, and so is what it pushes there all the same', async () => {
    await using server = await serverHere()
    using overlay = await rawSocket(server, 'overlay')
    overlay.say(joinFrame('dashboard:main', '1'), testFollow('2', '1'), joinFrame('overlay:alerts', '3'))
    overlay.say(['3', '4', 'overlay:alerts', 'event.test', { type: 'channel.followed' }])
    expect(await overlay.reply('1')).toMatchObject({ status: 'error', response: { reason: 'forbidden_role' } })
    expect(await overlay.reply('2')).toEqual({ status: 'error', response: { reason: 'unmatched topic' } })
    expect(await overlay.reply('4')).toMatchObject({ status: 'error', response: { reason: 'unknown_event' } })
    const { body } = await api(server, 'overlay', '/v1/sessions/current/events')
    expect((body.events as { type: string }[]).map(({ type }) => type)).toEqual(['system.started'])
  })
})

describe('sockets', () => {
  test('past the most there may be are refused before the upgrade, until one has gone', async () => {
    await using server = await serverHere({ environment: { LANDALE_MAX_SOCKETS: '3' } })
    const tried = await Promise.allSettled(Array.from({ length: 12 }, () => rawSocket(server)))
    const open = tried.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
    expect(open).toHaveLength(3)
    for (const path of ['/socket/websocket?vsn=2.0.0&', '/v1/sessions/current/tail?']) {
      const refused = await fetch(`${server.url}${path}key=${keys.overlay}`, { headers: upgradeHeaders })
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1'])
      expect(await refused.json()).toMatchObject({ error: 'rate_limited', message: expect.stringContaining('sockets') })
    }
    expect(await metric(server, 'sockets_refused_total', 'reason="rate_limited"')).toBe(11)
    open[0]?.socket.close()
    await open[0]?.closed
    using again = await rawSocket(server)
    again.say(beat('1'))
    expect((await again.reply('1')).status).toBe('ok')
    for (const client of open) client[Symbol.dispose]()
  })
})

describe('frames', () => {
  test('past the most in a second close the socket that sends them, counted, and no other', async () => {
    await using server = await serverHere({ environment: { LANDALE_MAX_FRAMES_PER_SECOND: '10' } })
    using neighbour = await rawSocket(server)
    using client = await rawSocket(server)
    client.say(...Array.from({ length: 50 }, (_, index) => beat(String(index))))
    expect(await client.closed).toMatchObject({ code: 1008, reason: 'too many frames' })
    expect(await metric(server, 'frames_refused_total', 'reason="rate"')).toBe(1)
    neighbour.say(beat('1'))
    expect((await neighbour.reply('1')).status).toBe('ok')
  })

  test('that wait for their turn are bounded too', async () => {
    await using server = await serverHere({ environment: { LANDALE_MAX_INBOUND_FRAMES: '4' } })
    using client = await rawSocket(server, 'control')
    client.say(joinFrame('dashboard:main', '1'), ...Array.from({ length: 30 }, (_, index) => testFollow(`p${index}`, '1')))
    expect((await client.closed).code).toBe(1008)
    expect(await metric(server, 'frames_refused_total', 'reason="rate"')).toBe(1)
  })

  test('larger than the largest close the socket; the largest is answered', async () => {
    await using server = await serverHere({ environment: { LANDALE_MAX_FRAME_BYTES: '1024' } })
    using client = await rawSocket(server)
    const ofSize = (bytes: number) => {
      const empty = JSON.stringify([null, '1', 'phoenix', 'heartbeat', { pad: '' }])
      return empty.replace('""', `"${'x'.repeat(bytes - empty.length)}"`)
    }
    client.socket.send(ofSize(1_024))
    expect((await client.reply('1')).status).toBe('ok')
    client.socket.send(ofSize(1_025))
    expect([1_006, 1_009]).toContain((await client.closed).code)
  })

  test.each([
    ['is no JSON', '["1","1","events:all"', 'frame is not JSON'],
    ['is no frame', '{"topic":"events:all"}', 'frame: '],
    ['has a payload that is no object', '["1","1","events:all","phx_join",7]', 'frame.payload: '],
  ])('one that %s closes the socket with the reason, counted', async (_fault, text, reason) => {
    await using server = await serverHere()
    using client = await rawSocket(server)
    client.socket.send(text)
    const { code, reason: said } = await client.closed
    expect([code, said.startsWith(reason)]).toEqual([1_007, true])
    expect(await metric(server, 'frames_refused_total', 'reason="malformed"')).toBe(1)
  })

  test('back to back are answered in their order, though the first has to wait for the disk', async () => {
    await using server = await serverHere()
    using client = await rawSocket(server, 'control')
    client.say(joinFrame('dashboard:main', '1'), testFollow('2', '1'), beat('3'), testFollow('4', '1'), beat('5'))
    await client.reply('5')
    const replies = client.frames.filter(([, , , event]) => event === 'phx_reply')
    expect(replies.map(([, ref, , , payload]) => [ref, payload.status])).toEqual(
      ['1', '2', '3', '4', '5'].map((ref) => [ref, 'ok']),
    )
  })
})

describe('requests', () => {
  test('past the most in a second are told when to try again, and health is not among them', async () => {
    await using server = await serverHere({ environment: { LANDALE_MAX_REQUESTS_PER_SECOND: '5' } })
    const headers = { authorization: `Bearer ${keys.overlay}` }
    const responses = await Promise.all(Array.from({ length: 40 }, () => fetch(`${server.url}/v1/sessions`, { headers })))
    const refused = responses.filter(({ status }) => status === 429)
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200, 429]))
    expect(responses.length - refused.length).toBeGreaterThanOrEqual(5)
    expect(refused.map((response) => response.headers.get('retry-after')).every((seconds) => seconds === '1')).toBe(true)
    expect(await refused[0]?.json()).toMatchObject({ error: 'rate_limited', message: expect.any(String) })
    for (let asked = 0; asked < 20; asked += 1) expect((await fetch(`${server.healthUrl}/ready`)).status).toBe(200)
  })
})

describe('a subscriber that stops reading', () => {
  const lists = 150
  const eventsInList = 20
  const text = 'x'.repeat(10_000)

  /** Appends a list and gives the position of its last event. */
  const append = async (server: Pick<TestServer, 'url'>) => {
    const events = Array.from({ length: eventsInList }, () => ({ type: 'note.taken', payload: { text }, actor: 'test' }))
    const { status, body } = await api(server, 'worker', '/v1/sessions/current/append', { events })
    expect(status).toBe(201)
    return Number(body.position) + eventsInList - 1
  }
  const clients = async (server: Pick<TestServer, 'healthUrl'>) => {
    const status = (await (await fetch(`${server.healthUrl}/status`)).json()) as { clients: { name: string }[] }
    return status.clients.map(({ name }) => name)
  }

  test('for longer than its buffer lasts is closed by name and counted', async () => {
    // Room enough above what closes it that no burst gets past the sweep that counts.
    await using server = await serverProcess({ environment: { LANDALE_MAX_BUFFERED_BYTES: String(64 * 1_024 * 1_024) } })
    await using slow = await stubbornReader(server, 'slow')
    const mostLists = 1_000
    for (let list = 0; list < mostLists && (await clients(server)).length > 0; list += 1) await append(server)
    expect(await clients(server)).toEqual([])
    expect(await metric(server, 'slow_sockets_closed_total')).toBe(1)
    expect((await slow.rest()).closeCode).toBe(1_013)
  }, 60_000)

  test('is closed, while its neighbour misses nothing; it resumes from its cursor as its limits say', async () => {
    await using server = await serverProcess({
      environment: { LANDALE_MAX_BUFFERED_BYTES: '65536', LANDALE_MAX_BATCH_BYTES: '32768' },
    })
    await using slow = await stubbornReader(server, 'slow')
    using neighbour = await rawSocket(server, 'overlay', 'neighbour')
    neighbour.say(joinFrame('events:all', '1'))
    const { response } = await neighbour.reply('1')
    const pushed = () =>
      neighbour.frames.filter(([, , , event]) => event === 'events').map(([, , , , payload]) => payload as EventsPayload)
    const lastSeen = () => pushed().at(-1)?.events.at(-1)?.position ?? 0

    let head = Number(response.head)
    for (let list = 0; list < lists; list += 1) {
      head = await append(server)
      await neighbour.until(() => lastSeen() >= head)
    }

    const start = Number(response.head)
    const seen = pushed().flatMap(({ events }) => events.map(({ position }) => position))
    expect(seen).toEqual(Array.from({ length: head - start }, (_, index) => start + 1 + index))
    const ends = pushed().map(({ events }) => events.at(-1)?.position ?? 0)
    expect(pushed().map(({ prev }) => prev)).toEqual([start, ...ends.slice(0, -1)])

    while ((await clients(server)).includes('slow')) await fetch(`${server.healthUrl}/health`)
    expect(await clients(server)).toEqual(['neighbour'])
    const counted = await metric(server, 'slow_sockets_closed_total')
    expect(counted).toBe(1)
    const dropped = await metric(server, 'frames_dropped_total')
    const { positions, closeCode } = await slow.rest()
    const got = `${positions.length} of ${head - start} events, close code ${closeCode}`
    console.log(`limits: the slow reader got ${got}; slow_sockets_closed_total ${counted}, frames_dropped_total ${dropped}`)
    // It joined a moment before its neighbour, so it may have seen the server's own first event.
    const first = positions[0] ?? Number.NaN
    expect(first).toBeLessThanOrEqual(start + 1)
    expect(positions).toEqual(Array.from({ length: positions.length }, (_, index) => first + index))
    expect(positions.length).toBeLessThan(head - start)

    const cursor = positions.at(-1) ?? start
    using late = await rawSocket(server, 'overlay', 'late')
    late.say(joinFrame('events:all', '1', { cursor, limit: 10 }))
    expect((await late.reply('1')).response).toMatchObject({ recovered: false, reason: 'too_far_behind', head, count: 0 })
    late.say(joinFrame('events:all', '2', { cursor }))
    expect((await late.reply('2')).response as JoinReply).toMatchObject({ recovered: true, head, count: head - cursor })
    const replayed = () =>
      late.frames
        .filter(([joinRef, , , event]) => event === 'events' && joinRef === '2')
        .flatMap(([, , , , payload]) => (payload as EventsPayload).events.map(({ position }) => position))
    await late.until(() => replayed().at(-1) === head)
    expect(replayed()).toEqual(Array.from({ length: head - cursor }, (_, index) => cursor + 1 + index))
  }, 60_000)
})

/**
 * A TCP connection that shakes hands and joins `events:all` by hand, then takes nothing more from its socket until `rest` is
 * asked for: all that had been sent to it, up to its end.
 */
async function stubbornReader(
  server: Pick<TestServer, 'ports'>,
  name: string,
): Promise<AsyncDisposable & { rest(): Promise<{ positions: number[]; closeCode: number | undefined }> }> {
  const chunks: Buffer[] = []
  const joined = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<void>()
  let isOpen = true
  const received = () => Buffer.concat(chunks)
  const socket = await Bun.connect({
    hostname: '127.0.0.1',
    port: server.ports.http,
    socket: {
      data(_socket, chunk) {
        chunks.push(Buffer.from(chunk))
        if (chunks.length < 100 && received().includes('phx_reply')) joined.resolve()
      },
      close() {
        isOpen = false
        ended.resolve()
      },
      end() {
        ended.resolve()
      },
      error: () => ended.resolve(),
    },
  })
  const headers = Object.entries({ host: `127.0.0.1:${server.ports.http}`, ...upgradeHeaders })
  const path = `/socket/websocket?vsn=2.0.0&key=${keys.overlay}&name=${name}`
  socket.write(`GET ${path} HTTP/1.1\r\n${headers.map(([header, value]) => `${header}: ${value}\r\n`).join('')}\r\n`)
  socket.write(maskedText(JSON.stringify(joinFrame('events:all', '1'))))
  await joined.promise
  socket.pause()
  return {
    async rest() {
      socket.resume()
      await ended.promise
      return readAll(received())
    },
    async [Symbol.asyncDispose]() {
      if (isOpen) socket.terminate()
    },
  }
}

/** A client's text frame: masked, as RFC 6455 5.3 has it; for texts of up to 125 bytes. */
function maskedText(value: string): Uint8Array {
  const bytes = new TextEncoder().encode(value)
  const mask = [0x12, 0x34, 0x56, 0x78]
  return Uint8Array.from([0x81, 0x80 | bytes.length, ...mask, ...bytes.map((byte, index) => byte ^ (mask[index % 4] ?? 0))])
}

/** Reads what a server sent after its handshake: the events of every whole frame, and the code it closed with. */
function readAll(bytes: Buffer): { positions: number[]; closeCode: number | undefined } {
  const positions: number[] = []
  let offset = bytes.indexOf('\r\n\r\n') + 4
  while (offset + 2 <= bytes.length) {
    const opcode = (bytes[offset] ?? 0) & 0x0f
    const short = (bytes[offset + 1] ?? 0) & 0x7f
    const headerSize = short === 127 ? 10 : short === 126 ? 4 : 2
    if (offset + headerSize > bytes.length) break
    const size =
      short === 127 ? Number(bytes.readBigUInt64BE(offset + 2)) : short === 126 ? bytes.readUInt16BE(offset + 2) : short
    const body = bytes.subarray(offset + headerSize, offset + headerSize + size)
    if (body.length < size) break
    offset += headerSize + size
    if (opcode === 8) return { positions, closeCode: body.readUInt16BE(0) }
    const [, , , event, payload] = JSON.parse(body.toString()) as Frame
    if (event === 'events') positions.push(...(payload as EventsPayload).events.map(({ position }) => position))
  }
  return { positions, closeCode: undefined }
}
