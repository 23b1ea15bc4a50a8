import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Role } from '@landale/protocol'
import { api, keys, serverHere, serverProcess, type TestServer, temporaryFolder } from './fixture.ts'
import { tail } from './tail.ts'

let server: TestServer
beforeAll(async () => {
  server = await serverHere()
})
afterAll(() => server[Symbol.asyncDispose]())

let made = 0
/** A session of its own, so that every test counts from 1. */
async function session(): Promise<string> {
  made += 1
  const id = `test-${made}`
  expect((await api(server, 'worker', '/v1/sessions', { id })).status).toBe(201)
  return id
}

const post = (path: string, body: unknown, role: Role = 'worker') => api(server, role, path, body)
const append = (id: string, body: Record<string, unknown>) =>
  post(`/v1/sessions/${id}/append`, { type: 'note.taken', payload: {}, actor: 'test', ...body })

describe('sessions', () => {
  test('are made with an id of their own or a given one, and an empty title is a title', async () => {
    const own = await post('/v1/sessions', { title: '', metadata: { game: 'x' } })
    expect(own.status).toBe(201)
    expect(own.body).toMatchObject({ title: '', metadata: { game: 'x' }, last_seq: 0 })
    expect(String(own.body.id)).toMatch(/^ses_/)
    expect(Date.parse(String(own.body.created_at))).toBeGreaterThan(0)
    const id = await session()
    expect(await post('/v1/sessions', { id })).toMatchObject({ status: 409, body: { error: 'session_exists' } })
  })

  test('are listed by id, page by page, and filtered by metadata', async () => {
    for (const id of ['page-c', 'page-a', 'page-b']) await post('/v1/sessions', { id, metadata: { set: 'pages' } })
    const first = await api(server, 'overlay', '/v1/sessions?limit=2&metadata.set=pages')
    expect((first.body.sessions as { id: string }[]).map(({ id }) => id)).toEqual(['page-a', 'page-b'])
    const second = await api(server, 'overlay', `/v1/sessions?limit=2&metadata.set=pages&cursor=${first.body.next_cursor}`)
    expect((second.body.sessions as { id: string }[]).map(({ id }) => id)).toEqual(['page-c'])
    expect(second.body.next_cursor).toBeUndefined()
  })

  test.each(['0', '1001', 'x', '-1', '1.5'])('refuse limit=%s', async (limit) => {
    expect(await api(server, 'overlay', `/v1/sessions?limit=${limit}`)).toMatchObject({
      status: 400,
      body: { error: 'invalid_limit' },
    })
  })

  test('are found by id and as current, or not at all', async () => {
    expect((await api(server, 'overlay', '/v1/sessions/current')).body).toMatchObject({ kind: 'off-air' })
    expect(await api(server, 'overlay', '/v1/sessions/nobody')).toMatchObject({
      status: 404,
      body: { error: 'session_not_found' },
    })
    expect(await append('nobody', {})).toMatchObject({ status: 404, body: { error: 'session_not_found' } })
  })

  test.each([
    [{ id: '' }, 'invalid_session_id', 'id'],
    [{ id: 'a b' }, 'invalid_session_id', 'id'],
    [{ id: 'current' }, 'invalid_session_id', 'id'],
    [{ title: 5 }, 'invalid_session', 'title'],
    [{ metadata: [] }, 'invalid_metadata', 'metadata'],
    [{ colour: 'red' }, 'invalid_session', 'colour'],
    [[], 'invalid_session', 'object'],
  ])('refuse %j', async (body, error, field) => {
    const reply = await post('/v1/sessions', body)
    expect(reply).toMatchObject({ status: 400, body: { error } })
    expect(String(reply.body.message)).toContain(field)
  })
})

describe('append', () => {
  test('answers with the place', async () => {
    const id = await session()
    expect(await append(id, {})).toMatchObject({ status: 201, body: { seq: 1, last_seq: 1, deduped: false } })
    const second = await append(id, {})
    expect(second.body).toMatchObject({ seq: 2, last_seq: 2, deduped: false, position: expect.any(Number) })
  })

  test('takes a list all or nothing, contiguous', async () => {
    const id = await session()
    const events = [1, 2, 3].map((n) => ({ type: 'note.taken', payload: { n }, actor: 'test' }))
    const reply = await post(`/v1/sessions/${id}/append`, { events })
    expect(reply).toMatchObject({ status: 201, body: { seq: 1, last_seq: 3, deduped: false } })
    expect((reply.body.events as { seq: number }[]).map(({ seq }) => seq)).toEqual([1, 2, 3])
    const bad = await post(`/v1/sessions/${id}/append`, { events: [...events, { type: 'x', payload: 5, actor: 'a' }] })
    expect(bad).toMatchObject({ status: 400, body: { error: 'invalid_event' } })
    expect(String(bad.body.message)).toContain('events.3.payload')
    expect((await api(server, 'overlay', `/v1/sessions/${id}`)).body.last_seq).toBe(3)
  })

  test.each([
    [{ type: '' }, 'invalid_event', 'type'],
    [{ type: 'has space' }, 'invalid_event', 'type'],
    [{ type: 'x'.repeat(129) }, 'invalid_event', 'type'],
    [{ payload: [] }, 'invalid_event', 'payload'],
    [{ payload: null }, 'invalid_event', 'payload'],
    [{ actor: '' }, 'invalid_event', 'actor'],
    [{ source: '' }, 'invalid_event', 'source'],
    [{ metadata: 'x' }, 'invalid_metadata', 'metadata'],
    [{ metadata: { origin: 'elsewhere' } }, 'invalid_metadata', 'metadata.origin'],
    [{ refs: [] }, 'invalid_refs', 'refs'],
    [{ refs: { to_seq: -1 } }, 'invalid_refs', 'refs.to_seq'],
    [{ refs: { step: 1.5 } }, 'invalid_refs', 'refs.step'],
    [{ refs: { request_id: 5 } }, 'invalid_refs', 'refs.request_id'],
    [{ idempotency_key: '' }, 'invalid_event', 'idempotency_key'],
    [{ expected_seq: -1 }, 'invalid_event', 'expected_seq'],
    [{ colour: 'red' }, 'invalid_event', 'colour'],
    [{ type: 'channel.followed', payload: { user: { id: 5 } } }, 'invalid_event', 'payload.user.id'],
  ])('refuses %j by name', async (body, error, field) => {
    const id = await session()
    const reply = await append(id, body)
    expect(reply).toMatchObject({ status: 400, body: { error } })
    expect(String(reply.body.message)).toContain(field)
    expect((await api(server, 'overlay', `/v1/sessions/${id}`)).body.last_seq).toBe(0)
  })

  test('refuses what is not JSON and what is too large', async () => {
    const id = await session()
    const raw = (body: string) =>
      fetch(`${server.url}/v1/sessions/${id}/append`, {
        method: 'POST',
        body,
        headers: { authorization: `Bearer ${keys.worker}` },
      })
    expect(await (await raw('{')).json()).toMatchObject({ error: 'invalid_json' })
    const large = await append(id, { payload: { text: 'x'.repeat(110_000) } })
    expect(large).toMatchObject({ status: 413, body: { error: 'event_too_large' } })
    expect((await raw('x'.repeat(9_000_000))).status).toBe(413)
  })

  test('keeps what was given and leaves out what was not', async () => {
    const id = await session()
    const given = {
      source: 'bot',
      refs: { to_seq: 0, own: true },
      metadata: { own: 1, origin: 'test' },
      idempotency_key: 'k',
      payload: { a: { b: [1] } },
    }
    await append(id, given)
    await append(id, {})
    const { events } = (await api(server, 'overlay', `/v1/sessions/${id}/events`)).body as { events: Record<string, unknown>[] }
    expect(events[0]).toMatchObject(given)
    expect(JSON.stringify(events[1])).not.toContain('null')
    expect(Object.keys(events[1] ?? {})).not.toContain('refs')
  })

  test('answers a retry with the first place, before it looks at expected_seq', async () => {
    const id = await session()
    const event = { idempotency_key: 'k', expected_seq: 0 }
    await append(id, event)
    await append(id, {})
    expect(await append(id, event)).toMatchObject({ status: 201, body: { seq: 1, last_seq: 2, deduped: true } })
    expect(await append(id, { ...event, payload: { other: 1 } })).toMatchObject({
      status: 409,
      body: { error: 'idempotency_conflict', seq: 1 },
    })
  })

  test('names both numbers where expected_seq is not the head, and lets one of two racing appends win', async () => {
    const id = await session()
    const racing = await Promise.all([append(id, { expected_seq: 0 }), append(id, { expected_seq: 0 })])
    expect(racing.map(({ status }) => status).sort()).toEqual([201, 409])
    const late = await append(id, { expected_seq: 0 })
    expect(late.body).toMatchObject({ error: 'expected_seq_conflict', expected_seq: 0, current_seq: 1 })
  })

  test('makes one event of two racing appends with the same key, and answers both', async () => {
    const id = await session()
    const both = await Promise.all([append(id, { idempotency_key: 'k' }), append(id, { idempotency_key: 'k' })])
    expect(both.map(({ status, body }) => [status, body.seq])).toEqual([
      [201, 1],
      [201, 1],
    ])
    expect(both.filter(({ body }) => body.deduped)).toHaveLength(1)
  })

  test('gives contiguous seq to many at once', async () => {
    const id = await session()
    const replies = await Promise.all(Array.from({ length: 300 }, () => append(id, {})))
    expect(replies.map(({ body }) => body.seq).sort((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 300 }, (_, n) => n + 1),
    )
  })
})

describe('roles', () => {
  test('a missing or unknown key is 401, a role that may not is 403', async () => {
    const bare = await fetch(`${server.url}/v1/sessions`)
    expect([bare.status, await bare.json()]).toMatchObject([401, { error: 'unauthorized' }])
    const wrong = await fetch(`${server.url}/v1/sessions`, { headers: { authorization: 'Bearer nobody' } })
    expect(wrong.status).toBe(401)
    expect(await post('/v1/sessions', {}, 'overlay')).toMatchObject({ status: 403, body: { error: 'forbidden_role' } })
    expect(await post('/v1/commands/event.test', { type: 'channel.raided' }, 'worker')).toMatchObject({ status: 403 })
    expect((await post('/v1/commands/event.test', { type: 'channel.raided' }, 'control')).status).toBe(200)
  })
})

describe('tail', () => {
  test('replays, then goes on live, each event a frame, with no gap and no double', async () => {
    const id = await session()
    for (let n = 0; n < 50; n += 1) await append(id, { payload: { n } })
    using reader = await tail(server, id, { cursor: '10' })
    for (let n = 50; n < 80; n += 1) await append(id, { payload: { n } })
    await reader.until(() => reader.frames.length >= 70)
    expect(reader.events().map(({ seq }) => seq)).toEqual(Array.from({ length: 70 }, (_, n) => n + 11))
    const { events } = (await api(server, 'overlay', `/v1/sessions/${id}/events?after=10&limit=1000`)).body
    expect(reader.frames).toEqual(events as unknown[])
  })

  test('sends arrays where batch_size is above 1', async () => {
    const id = await session()
    for (let n = 0; n < 10; n += 1) await append(id, {})
    using reader = await tail(server, id, { batch_size: '4' })
    await reader.until(() => reader.events().length >= 10)
    expect((reader.frames as unknown[][]).map((frame) => frame.length)).toEqual([4, 4, 2])
  })

  test('says a cursor past the head first, then goes on from the head', async () => {
    const id = await session()
    await append(id, {})
    using reader = await tail(server, id, { cursor: '99' })
    await reader.until(() => reader.frames.length === 1)
    expect(reader.frames[0]).toEqual({
      type: 'gap',
      reason: 'cursor_ahead',
      from_cursor: 99,
      next_cursor: 1,
      earliest_available_cursor: 0,
    })
    await append(id, {})
    await reader.until(() => reader.frames.length === 2)
    expect(reader.frames[1]).toMatchObject({ seq: 2 })
  })

  test.each([
    ['cursor=-1', 400, 'invalid_cursor'],
    ['cursor=x', 400, 'invalid_cursor'],
    ['batch_size=0', 400, 'invalid_tail_batch_size'],
    ['batch_size=1001', 400, 'invalid_tail_batch_size'],
  ])('refuses %s', async (query, status, error) => {
    const id = await session()
    const headers = {
      upgrade: 'websocket',
      connection: 'Upgrade',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'sec-websocket-version': '13',
    }
    const response = await fetch(`${server.url}/v1/sessions/${id}/tail?${query}&key=${keys.overlay}`, { headers })
    expect([response.status, await response.json()]).toMatchObject([status, { error }])
  })

  test('refuses what is no upgrade and what is no session', async () => {
    const id = await session()
    expect(await api(server, 'overlay', `/v1/sessions/${id}/tail`)).toMatchObject({
      status: 400,
      body: { error: 'invalid_websocket_upgrade' },
    })
    await expect(tail(server, 'nobody')).rejects.toThrow()
  })

  test('a racing reader sees the table’s own result', async () => {
    const id = await session()
    using reader = await tail(server, id, { batch_size: '100' })
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let n = 0; n < 50; n += 1) await append(id, { payload: { writer, n } })
    })
    await Promise.all(writers)
    await reader.until(() => reader.events().length >= 400)
    const { events } = (await api(server, 'overlay', `/v1/sessions/${id}/events?limit=1000`)).body
    expect(reader.events()).toEqual(events as never)
  })

  test('20 readers get 5,000 events while appends go on', async () => {
    const id = await session()
    const list = Array.from({ length: 1_000 }, (_, n) => ({ type: 'note.taken', payload: { n }, actor: 'test' }))
    for (let n = 0; n < 5; n += 1) await post(`/v1/sessions/${id}/append`, { events: list })
    const readers = await Promise.all(Array.from({ length: 20 }, () => tail(server, id, { batch_size: '500' })))
    for (let n = 0; n < 50; n += 1) await append(id, {})
    const whole = Array.from({ length: 5_050 }, (_, n) => n + 1)
    for (const reader of readers) {
      await reader.until(() => reader.events().length >= 5_050)
      expect(reader.events().map(({ seq }) => seq)).toEqual(whole)
      reader[Symbol.dispose]()
    }
  }, 30_000)

  test('a reader that stops reading is closed, and resumes from its cursor', async () => {
    await using own = await serverHere({ environment: { LANDALE_MAX_BUFFERED_BYTES: '65536', LANDALE_SLOW_READER_SECONDS: '1' } })
    const list = Array.from({ length: 1_000 }, () => ({
      type: 'note.taken',
      payload: { text: 'x'.repeat(1_000) },
      actor: 'test',
    }))
    for (let n = 0; n < 12; n += 1) await api(own, 'worker', '/v1/sessions/current/append', { events: list })
    const request = `GET /v1/sessions/current/tail?key=${keys.overlay} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`
    const gone = Promise.withResolvers<void>()
    let reads = false
    const stopped = await Bun.connect({
      hostname: '127.0.0.1',
      port: own.ports.http,
      socket: {
        open: (socket) => void socket.write(request),
        data: (socket) => void (reads || socket.pause()),
        close: () => gone.resolve(),
        error: () => gone.resolve(),
      },
    })
    const slow = async () =>
      Number((await (await fetch(`${own.healthUrl}/metrics`)).text()).match(/slow_sockets_closed_total (\d+)/)?.[1])
    while ((await slow()) === 0) await Bun.sleep(100)
    reads = true
    stopped.resume()
    await gone.promise
    using reader = await tail(own, 'current', { cursor: '11990' })
    await reader.until(() => reader.events().length >= 11)
    expect(reader.events()[0]?.seq).toBe(11_991)
  }, 30_000)
})

test('kill -9 between commit and reply: the retry is deduped, over a restart', async () => {
  using folder = temporaryFolder()
  const events = Array.from({ length: 200 }, (_, n) => ({
    type: 'note.taken',
    payload: { n },
    actor: 'test',
    idempotency_key: `k${n}`,
  }))
  const answered: number[] = []
  {
    await using first = await serverProcess({ dataDir: folder.path })
    const sends = events.map(async (event, n) => {
      const { status } = await api(first, 'worker', '/v1/sessions/current/append', event)
      if (status === 201) answered.push(n)
      if (answered.length === 50) await first.kill()
    })
    await Promise.allSettled(sends)
  }
  await using second = await serverProcess({ dataDir: folder.path })
  const before = (await api(second, 'worker', '/v1/sessions/current/events?limit=1000')).body.events as {
    idempotency_key?: string
  }[]
  const kept = new Set(before.map(({ idempotency_key }) => idempotency_key))
  for (const n of answered) expect(kept.has(`k${n}`)).toBe(true)
  for (const event of events) {
    const retry = await api(second, 'worker', '/v1/sessions/current/append', event)
    expect(retry.body.deduped).toBe(kept.has(event.idempotency_key))
  }
  const after = (await api(second, 'worker', '/v1/sessions/current/events?limit=1000')).body.events as {
    idempotency_key?: string
    seq: number
  }[]
  expect(after.filter(({ idempotency_key }) => idempotency_key)).toHaveLength(200)
  expect(after.map(({ seq }) => seq)).toEqual(after.map((_, index) => index + 1))
}, 30_000)
