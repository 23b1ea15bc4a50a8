import { describe, expect, test } from 'bun:test'
import { join } from 'node:path'
import { EventLog } from '@landale/event-log'
import type { JoinReply } from '@landale/protocol'
import { Socket } from 'phoenix'
import { api, keys, serverHere, type TestServer, temporaryFolder } from './fixture.ts'

// It has no types of its own; those of the newer one fit what is used here.
const older: { Socket: typeof Socket } = await import(String('phoenix-1-7'))

const clients: [version: string, connect: (server: TestServer) => Socket][] = [
  ['1.8.16', (server) => new Socket(server.socketUrl, { authToken: keys.overlay })],
  ['1.7.21', (server) => new older.Socket(server.socketUrl, { params: { key: keys.overlay } })],
]

type EventsFrame = { prev: number; events: { position: number }[] }

/** Joins once and gives the reply, with the frames that follow it up to a position. */
async function resume(socket: Socket, params: object, upTo = 0): Promise<{ reply: JoinReply; frames: EventsFrame[] }> {
  socket.connect()
  const channel = socket.channel('events:twitch', params)
  const joined = Promise.withResolvers<JoinReply>()
  const complete = Promise.withResolvers<void>()
  const frames: EventsFrame[] = []
  if (upTo === 0) complete.resolve()
  channel.on('events', (frame: EventsFrame) => {
    frames.push(frame)
    if ((frame.events.at(-1)?.position ?? 0) >= upTo) complete.resolve()
  })
  channel.join().receive('ok', joined.resolve)
  const reply = await joined.promise
  await complete.promise
  socket.disconnect()
  return { reply, frames }
}

const note = (text: string) => ({ type: 'note.taken', payload: { text }, actor: 'test', source: 'twitch' })

/** Appends so many, and gives the position of the last. */
async function append(server: TestServer, count: number): Promise<number> {
  let last = 0
  for (let left = count; left > 0; left -= 1_000) {
    const events = Array.from({ length: Math.min(left, 1_000) }, (_, index) => note(`${left - index}`))
    const { status, body } = await api(server, 'worker', '/v1/sessions/current/append', { events })
    expect(status).toBe(201)
    // A list is answered with the place of its first event.
    last = Number(body.position) + events.length - 1
  }
  return last
}

describe.each(clients)('phoenix %s', (_version, connect) => {
  test('resumes over 5,000 missed events: all of them, in order, chained from its cursor', async () => {
    await using server = await serverHere()
    const cursor = await append(server, 10)
    const last = await append(server, 5_000)
    const { reply, frames } = await resume(connect(server), { cursor }, last)
    expect(reply.recovered).toBe(true)
    const positions = frames.flatMap(({ events }) => events.map(({ position }) => position))
    expect(positions).toEqual(Array.from({ length: 5_000 }, (_, index) => cursor + 1 + index))
    const ends = frames.map(({ events }) => events.at(-1)?.position ?? 0)
    expect(frames.map(({ prev }) => prev)).toEqual([cursor, ...ends.slice(0, -1)])
  })

  test('is told why it cannot resume, and from where to start anew', async () => {
    await using server = await serverHere()
    const { epoch } = (await resume(connect(server), {})).reply
    const last = await append(server, 20)
    // What waits in the batcher’s window is not missed yet; a replay up to the last event says that it has left.
    await resume(connect(server), { cursor: last - 20 }, last)
    const refusals = [
      [{ cursor: last - 15, epoch: 'another' }, 'epoch_changed'],
      [{ cursor: last + 1, epoch }, 'cursor_ahead'],
      [{ cursor: last - 15, epoch, limit: 14 }, 'too_far_behind'],
    ] as const
    for (const [params, reason] of refusals) {
      const { reply } = await resume(connect(server), params)
      expect(reply).toEqual({ epoch, head: last, recovered: false, reason, count: 0, now: expect.any(Number) })
    }
    const within = await resume(connect(server), { cursor: last - 15, epoch, limit: 15 }, last)
    expect(within.reply).toMatchObject({ recovered: true, count: 15 })
  })

  test('is told that its cursor has expired when the log has let go of what it missed', async () => {
    using folder = temporaryFolder()
    const logFolder = join(folder.path, 'log')
    const longAgo = Date.now() - 40 * 86_400_000
    {
      await using log = new EventLog({ folder: logFolder, clock: () => longAgo })
      await log.append({ session: 'current', events: Array.from({ length: 20 }, (_, index) => note(`${index}`)) })
    }
    {
      await using log = new EventLog({ folder: logFolder })
      expect(log.trim().events).toBe(19)
    }
    await using server = await serverHere({ dataDir: folder.path })
    const { reply } = await resume(connect(server), { cursor: 18 })
    expect(reply).toMatchObject({ recovered: false, reason: 'cursor_expired', count: 0 })
    const held = await resume(connect(server), { cursor: 19 }, 20)
    expect(held.reply).toMatchObject({ recovered: true, count: 1 })
  })
})
