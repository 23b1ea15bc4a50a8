import { describe, expect, test } from 'bun:test'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { NewEvent } from '@landale/protocol'
import type { RefusalReason } from './connection.ts'
import { createIronmonListener, type IronmonLimits } from './listener.ts'
import type { CurrentRun } from './translate.ts'

const frame = (body: object) => {
  const text = JSON.stringify(body)
  return `${Buffer.byteLength(text)} ${text}`
}
const seed = (count: number) => frame({ type: 'seed', metadata: { count } })
const checkpoint = (name: string) => frame({ type: 'checkpoint', metadata: { id: 1, name } })

/** A real listener over a log of an array, and a way to wait for what reaches it. */
function start(limits: Partial<IronmonLimits> = {}, append?: (events: NewEvent[]) => Promise<void>) {
  const events: NewEvent[] = []
  const refusals: RefusalReason[] = []
  const lines: { fields: object; message: string }[] = []
  const waiting: { met: () => boolean; resolve: () => void }[] = []
  const check = () => {
    for (const { met, resolve } of waiting) if (met()) resolve()
  }
  const write = (fields: object, message: string) => {
    lines.push({ fields, message })
    check()
  }
  let currentRun: CurrentRun | null = null
  let connections = 0
  const listener = createIronmonListener({
    hostname: '127.0.0.1',
    port: 0,
    limits: { maxConnections: 4, idleSeconds: 60, ...limits },
    logger: { info: write, warn: write, error: write },
    metrics: { tcpRefused: { inc: ({ reason }) => refusals.push(reason) } },
    currentRun: () => currentRun,
    onConnections: (count) => {
      connections = count
      check()
    },
    append: async (more) => {
      await append?.(more)
      events.push(...more)
      for (const { type, payload } of more) {
        if (type === 'run.started') currentRun = { id: String(payload.run_id), number: Number(payload.number) }
      }
      check()
    },
  })
  const until = (met: () => boolean) =>
    met() ? Promise.resolve() : new Promise<void>((resolve) => waiting.push({ met, resolve }))
  return {
    listener,
    connections: () => connections,
    events,
    refusals,
    lines,
    until,
    [Symbol.asyncDispose]: () => listener.stop(),
  }
}

async function dial(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.resume()
  await once(socket, 'connect')
  return socket
}

/** A refused connection may end with a reset, which is an end too. */
const closed = (socket: Socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()))

test('frames of one connection become events in their order', async () => {
  await using server = start()
  const game = await dial(server.listener.port)
  game.write(seed(7) + checkpoint('LAB') + checkpoint('BROCK'))
  await server.until(() => server.events.length === 3)
  expect(server.events.map(({ payload }) => payload.checkpoint ?? payload.number)).toEqual([7, 'LAB', 'BROCK'])
  expect(server.events[0]?.payload.run_id).toMatch(/^run_[0-9a-f-]{36}$/)
})

test('the next frame waits until the one before is durable, in a flood too', async () => {
  const gate = Promise.withResolvers<void>()
  let inFlight = 0
  await using server = start({ maxQueuedFrames: 4 }, async () => {
    inFlight += 1
    expect(inFlight).toBe(1)
    await gate.promise
    inFlight -= 1
  })
  const game = await dial(server.listener.port)
  const flood = 20_000
  const drained = new Promise<void>((resolve) => {
    game.write(Array.from({ length: flood }, (_, index) => seed(index)).join(''), () => resolve())
  })
  gate.resolve()
  await drained
  await server.until(() => server.events.length === flood)
  expect(server.events.map(({ payload }) => payload.number)).toEqual(Array.from({ length: flood }, (_, index) => index))
})

test('a run goes on over a reconnect', async () => {
  await using server = start()
  const first = await dial(server.listener.port)
  first.end(seed(7))
  await closed(first)
  await server.until(() => server.events.length === 1)
  const second = await dial(server.listener.port)
  second.write(seed(7) + checkpoint('LAB'))
  await server.until(() => server.events.length === 2)
  expect(server.events[1]?.payload.run_id).toBe(server.events[0]?.payload.run_id)
})

test('what came before the end of a connection is handled', async () => {
  await using server = start()
  const game = await dial(server.listener.port)
  game.end(`${seed(7) + checkpoint('LAB')}20 {"ty`)
  await server.until(() => server.refusals.includes('truncated'))
  expect(server.events).toHaveLength(2)
})

describe('one connection', () => {
  test('with a bad prefix is closed with a reason, and its neighbour is not', async () => {
    await using server = start()
    const good = await dial(server.listener.port)
    const bad = await dial(server.listener.port)
    good.write(seed(1).slice(0, 10))
    bad.write('GET / HTTP/1.1\r\n\r\n')
    await closed(bad)
    good.write(seed(1).slice(10) + checkpoint('LAB'))
    await server.until(() => server.events.length === 2)
    expect(server.refusals).toEqual(['bad_prefix'])
    expect(server.lines.find(({ message }) => message.includes('closed'))?.fields).toMatchObject({ reason: 'bad_prefix' })
    good.destroy()
  })

  test('that is idle is closed', async () => {
    await using server = start({ idleSeconds: 0.05 })
    const game = await dial(server.listener.port)
    await closed(game)
    expect(server.refusals).toEqual(['idle'])
  })

  test('too many is refused', async () => {
    await using server = start({ maxConnections: 1 })
    const game = await dial(server.listener.port)
    await server.until(() => server.connections() === 1)
    const other = await dial(server.listener.port)
    await closed(other)
    expect(server.refusals).toEqual(['too_many_connections'])
    game.write(seed(1))
    await server.until(() => server.events.length === 1)
  })

  test('says an unknown type, a misfit and a refused append, and goes on', async () => {
    await using server = start({}, async ([event]) => {
      if (event?.payload.number === 13) throw new Error('log is full')
    })
    const game = await dial(server.listener.port)
    const text = '<script>'
    game.write(frame({ type: text }) + frame({ type: text }) + frame({ type: 'seed', data: {} }) + seed(13) + seed(14))
    await server.until(() => server.events.length === 1)
    expect(server.refusals).toEqual(['unknown_type', 'unknown_type', 'invalid', 'append_failed'])
    expect(server.events[0]?.payload.number).toBe(14)
    const said = server.lines.filter(({ fields }) => JSON.stringify(fields).includes(text))
    expect(said).toHaveLength(1)
    expect(server.lines.some(({ message }) => message.includes(text))).toBe(false)
  })
})

test('stop closes connections once what they sent is handled', async () => {
  const gate = Promise.withResolvers<void>()
  const server = start({}, () => gate.promise)
  const game = await dial(server.listener.port)
  game.write(seed(1) + seed(2))
  await server.until(() => server.lines.some(({ message }) => message === 'game connected'))
  await new Promise((resolve) => setImmediate(resolve))
  const stopped = server.listener.stop()
  await closed(game)
  gate.resolve()
  await stopped
  expect(server.connections()).toBe(0)
  await expect(dial(server.listener.port)).rejects.toThrow()
})
