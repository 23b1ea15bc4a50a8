import { describe, expect, test } from 'bun:test'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Event } from '@landale/protocol'
import { madeEvent } from '../../apps/server/tests/archive.ts'
import { api, keys, serverProcess, type TestServer } from '../../packages/testing/src/server.ts'
import { exportSession, withNewFile } from '../sessions/export.ts'
import { importSession } from '../sessions/import.ts'
import { readSession } from '../sessions/read.ts'
import { Server } from '../sessions/server.ts'
import { emptyFolder, limitMs } from './fixture.ts'

const count = 2_300
const maxBodyBytes = 8_388_608

const clientOf = (server: TestServer) => new Server({ url: server.url, key: keys.worker })

async function exported(server: TestServer, session: string): Promise<string> {
  const parts: string[] = []
  const { events } = await exportSession({ server: clientOf(server), session, write: async (text) => parts.push(text) })
  const text = parts.join('')
  expect(text.split('\n')).toHaveLength(events + 1)
  return text
}

function imported(server: TestServer, text: string, session?: string, maxBytes = maxBodyBytes) {
  return importSession({ server: clientOf(server), lines: new Blob([text]).stream(), session, maxBodyBytes: maxBytes })
}

async function eventsOf(server: TestServer, session: string): Promise<Event[]> {
  const events: Event[] = []
  for await (const page of readSession(clientOf(server), session)) events.push(...page.events)
  return events
}

/** What an event is, whichever log it is in. */
function essence({ type, source, actor, payload, metadata, refs }: Event) {
  return { type, source, actor, payload, metadata, refs }
}

/** A server with a session of `count` events of every kind. */
async function fill(server: TestServer, session: string): Promise<void> {
  expect((await api(server, 'worker', '/v1/sessions', { id: session })).status).toBe(201)
  for (let from = 0; from < count; from += 500) {
    const events = Array.from({ length: Math.min(500, count - from) }, (_, index) => {
      const { idempotency_key: key, ...event } = madeEvent(from + index)
      const refs = index % 9 === 0 ? { refs: { to_seq: index, step: 1, mine: ['ö', null] } } : undefined
      return { ...event, ...refs, ...(index % 2 === 0 && { idempotency_key: key }) }
    })
    expect((await api(server, 'worker', `/v1/sessions/${session}/append`, { events })).status).toBe(201)
  }
}

describe('an export', () => {
  test(
    'imported into another server is the same session; again, it adds nothing, nor where it came from',
    async () => {
      await using stack = new AsyncDisposableStack()
      const [origin, other] = [stack.use(await serverProcess()), stack.use(await serverProcess())]
      await fill(origin, 'evening')
      const original = await eventsOf(origin, 'evening')
      const text = await exported(origin, 'evening')
      expect(
        text
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line)),
      ).toEqual(original)

      expect(await imported(other, text)).toEqual({ session: 'evening', appended: count, known: 0 })
      expect(await imported(other, text, undefined, 65_536)).toEqual({ session: 'evening', appended: 0, known: count })
      const copies = await eventsOf(other, 'evening')
      expect(Bun.deepEquals(copies.map(essence), original.map(essence), true)).toBe(true)
      expect(copies.map(({ idempotency_key }) => idempotency_key)).toEqual(original.map(({ id }) => `import:${id}`))

      expect(await imported(origin, text)).toEqual({ session: 'evening', appended: 0, known: count })
      // A copy of a copy is known for what it was.
      expect(await imported(origin, await exported(other, 'evening'))).toMatchObject({ appended: 0, known: count })
      expect(await imported(other, await exported(other, 'evening'), 'third')).toMatchObject({ appended: count, known: 0 })
      expect(await imported(other, text, 'third')).toMatchObject({ appended: 0, known: count })
      // Where one stopped half way, the next goes on.
      const half = text.split('\n').slice(0, 1_200).join('\n')
      expect(await imported(other, half, 'fourth', 40_000)).toMatchObject({ appended: 1_200 })
      expect(await imported(other, text, 'fourth', 40_000)).toMatchObject({ appended: count - 1_200, known: 1_200 })
      expect((await eventsOf(other, 'fourth')).map(essence)).toEqual(original.map(essence))
    },
    limitMs,
  )

  test('of the current session ends where that stands, and into it an import goes by its id', async () => {
    await using server = await serverProcess()
    const text = await exported(server, 'current')
    const [event] = text.split('\n').map((line) => (line === '' ? undefined : (JSON.parse(line) as Event)))
    expect(event?.type).toBe('system.started')
    const started = { ...event, id: 'evt_01999999-0000-7000-8000-000000000001', type: 'broadcast.started', payload: {} }
    expect(await imported(server, JSON.stringify(started), 'current')).toMatchObject({ session: event?.session, appended: 1 })
    expect((await api(server, 'worker', '/v1/sessions/current')).body).toMatchObject({ id: event?.session, kind: 'off-air' })
  })

  test('is never written over, and none that failed is left', async () => {
    await using stack = new AsyncDisposableStack()
    const folder = emptyFolder(stack)
    const path = join(folder, 'a.jsonl')
    expect(withNewFile(path, () => Promise.reject(new Error('it broke')))).rejects.toThrow('it broke')
    await withNewFile(path, async (write) => await write('kept\n'))
    expect(withNewFile(path, async (write) => await write('other\n'))).rejects.toThrow('is there already')
    expect([readdirSync(folder), await Bun.file(path).text()]).toEqual([['a.jsonl'], 'kept\n'])
  })
})

describe('an import', () => {
  test('names the line and the field that does not fit, and appends nothing of its list', async () => {
    await using server = await serverProcess()
    await fill(server, 'evening')
    const lines = (await exported(server, 'evening')).split('\n').slice(0, 30)
    const broken = (index: number, change: object) => {
      const copy = [...lines]
      copy[index] = JSON.stringify({ ...(JSON.parse(copy[index] ?? '') as Event), ...change })
      return copy.join('\n')
    }
    const failure = async (text: string, session = 'new') => {
      const error: unknown = await imported(server, text, session).catch((reason: unknown) => reason)
      return error instanceof Error ? error.message : error
    }
    expect(await failure(broken(4, { actor: '' }))).toStartWith('line 5: actor: ')
    expect(await failure(broken(4, { metadata: { origin: 'dead' } }))).toStartWith('line 5: metadata.')
    // What only the server's own registry knows.
    expect(await failure(broken(7, { type: 'chat.message.sent', payload: { text: 5 } }))).toStartWith('line 8: payload.')
    expect(await failure(broken(9, { payload: { big: 'x'.repeat(120_000) }, type: 'a.b' }))).toMatch(/^line 10: .*larger than/)
    expect(await failure(`${lines[0]}\n{"half`)).toBe('line 2 is not JSON')
    expect(await failure('\n\n')).toBe('there is no event in the file')
    expect((await eventsOf(server, 'new')).length).toBe(0)
    const mixed = [lines[0], JSON.stringify({ ...(JSON.parse(lines[1] ?? '') as Event), session: 'another' })].join('\n')
    expect(imported(server, mixed)).rejects.toThrow('line 2: session: is another')
    const wrong = new Server({ url: server.url, key: 'not-a-key-at-all-0000' })
    const lineStream = new Blob([mixed]).stream()
    expect(importSession({ server: wrong, lines: lineStream, session: 'new', maxBodyBytes })).rejects.toThrow('unauthorized')
  })
})
