import { expect, test } from 'bun:test'
import { api, type keys, serverHere } from './fixture.ts'

test.each([
  ['/v1/events?limit=0', 'invalid_limit', 'limit'],
  ['/v1/events?limit=1001', 'invalid_limit', 'limit'],
  ['/v1/events?limit=ten', 'invalid_limit', 'limit'],
  ['/v1/events?cursor=12', 'invalid_cursor', 'cursor'],
  ['/v1/events?cursor=12-x', 'invalid_cursor', 'cursor'],
  ['/v1/events?from=yesterday', 'invalid_query', 'from'],
  ['/v1/events?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z', 'invalid_query', 'to'],
  ['/v1/events?from=0000-01-01T00:00:00Z', 'invalid_query', 'from'],
  ['/v1/events?actor=%00', 'invalid_query', 'actor'],
  ['/v1/events?cursor=1-999999999999999', 'invalid_cursor', 'cursor'],
  ['/v1/people?q=%00', 'invalid_query', 'q'],
  ['/v1/events?type=channel.%25', 'invalid_query', 'type'],
  ['/v1/events?type=*', 'invalid_query', 'type'],
  ['/v1/events?order=sideways', 'invalid_query', 'order'],
  ['/v1/events?origin=real', 'invalid_query', 'origin'],
  ['/v1/events?q=%21%3F', 'invalid_query', 'q'],
  [`/v1/events?q=${'x'.repeat(201)}`, 'invalid_query', 'q'],
  ['/v1/events?colour=red', 'invalid_query', 'colour'],
  ['/v1/stats?by=week', 'invalid_query', 'by'],
  ['/v1/stats?order=name', 'invalid_query', 'order'],
  ['/v1/stats?from=2999-01-01T00:00:00Z', 'invalid_query', 'to'],
  ['/v1/people?cursor=someone', 'invalid_cursor', 'cursor'],
  ['/v1/people?limit=-1', 'invalid_limit', 'limit'],
  ['/v1/transcripts/search', 'invalid_query', 'q'],
  ['/v1/transcripts/search?q=run&cursor=x', 'invalid_cursor', 'cursor'],
  ['/v1/sessions/nowhere/summary', 'session_not_found', ''],
])('GET %s is refused as %s', async (path, code, field) => {
  await using server = await serverHere()
  const { status, body } = await api(server, 'control', path)
  expect([status, body.error]).toEqual([code === 'session_not_found' ? 404 : 400, code])
  expect(String(body.message)).toStartWith(field)
})

test('history is for every key, people for those of the streamer’s own side, and nothing is without one', async () => {
  await using server = await serverHere()
  const statusOf = async (role: keyof typeof keys, path: string) => (await api(server, role, path)).status
  for (const path of ['/v1/events', '/v1/stats', '/v1/sessions/current/summary', '/v1/transcripts/search?q=run']) {
    expect([await statusOf('control', path), await statusOf('worker', path), await statusOf('overlay', path)]).toEqual([
      200, 200, 200,
    ])
    expect((await fetch(`${server.url}${path}`)).status).toBe(401)
  }
  expect([await statusOf('worker', '/v1/people'), await statusOf('overlay', '/v1/people')]).toEqual([200, 403])
})

test('without an archive the history answers from the log, and an empty one is an empty answer', async () => {
  await using server = await serverHere()
  const event = { type: 'chat.message.sent', actor: 'twitch:1', source: 'twitch' }
  const user = { id: '1', login: 'ada', name: 'Ada' }
  const send = (text: string) =>
    api(server, 'worker', '/v1/sessions/current/append', { ...event, payload: { message_id: text, user, text } })
  expect((await api(server, 'control', '/v1/people')).body).toEqual({ people: [] })
  await send('the first of all')
  await send('and the second')
  const found = (await api(server, 'overlay', '/v1/events?q=second')).body
  expect(found).toMatchObject({ events: [{ payload: { text: 'and the second' } }], has_more: false })
  const stats = (await api(server, 'overlay', '/v1/stats?by=actor&type=chat.*')).body
  expect(stats).toMatchObject({
    rows: [{ actor: 'twitch:1', name: 'Ada', events: 2 }],
    highlights: { chat: { messages: 2, chatters: 1 } },
  })
  const summary = (await api(server, 'overlay', '/v1/sessions/current/summary')).body
  expect(summary).toMatchObject({
    events: 3,
    chatters: [{ actor: 'twitch:1', login: 'ada', messages: 2 }],
    busiest_minute: { messages: 2 },
  })
  const nothing = (await api(server, 'control', '/v1/events?actor=nobody')).body
  expect(nothing).toEqual({ events: [], has_more: false })
})
