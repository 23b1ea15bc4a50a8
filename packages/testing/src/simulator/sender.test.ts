import { expect, test } from 'bun:test'
import type { NewEvent } from '@landale/protocol'
import { RefusedError, send } from './sender.ts'

const event = (number: number): NewEvent => ({ type: 'a.b', actor: 'x', payload: { number }, idempotency_key: `key:${number}` })
const accepted = { seq: 1, last_seq: 1, position: 1, deduped: false }
const timed = (...atMs: number[]) => atMs.map((at, index) => ({ atMs: at, event: event(index) }))

/** A real server that answers from a list, and a virtual clock that only waiting moves. */
function start(answers: (() => Response)[]) {
  const received: { path: string; authorization: string | null; key: unknown }[] = []
  let time = 1_000
  const sentAt: number[] = []
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    async fetch(request) {
      const body = (await request.json()) as NewEvent
      const path = new URL(request.url).pathname
      received.push({ path, authorization: request.headers.get('authorization'), key: body.idempotency_key })
      return (answers.shift() ?? (() => Response.json(accepted)))()
    },
  })
  const options = {
    url: server.url.origin,
    key: 'secret',
    now: () => time,
    wait: async (delayMs: number) => {
      time += delayMs
    },
    fetch: (url: string, init: RequestInit) => {
      sentAt.push(time - 1_000)
      return fetch(url, init)
    },
  }
  return { received, sentAt, options, [Symbol.asyncDispose]: () => server.stop(true) }
}

test('events are sent when they are due, in their order, with the key', async () => {
  await using server = start([])
  const report = await send(timed(0, 500, 500, 2_000), server.options)
  expect(report).toEqual({ sent: 4, deduped: 0, conflicts: 0, retries: 0 })
  expect(server.sentAt).toEqual([0, 500, 500, 2_000])
  expect(server.received.map(({ key }) => key)).toEqual(['key:0', 'key:1', 'key:2', 'key:3'])
  expect(server.received[0]).toMatchObject({ path: '/v1/sessions/current/append', authorization: 'Bearer secret', key: 'key:0' })
})

test('a busy server is asked again under the same key', async () => {
  await using server = start([
    () => new Response('', { status: 503 }),
    () => new Response('', { status: 429, headers: { 'retry-after': '3' } }),
    () => Response.json({ ...accepted, deduped: true }),
  ])
  expect(await send(timed(0), server.options)).toEqual({ sent: 1, deduped: 1, conflicts: 0, retries: 2 })
  expect(server.received.map(({ key }) => key)).toEqual(['key:0', 'key:0', 'key:0'])
  expect(server.sentAt).toEqual([0, 200, 3_200])
})

test('a server that is not there yet is waited for, and not for ever', async () => {
  await using server = start([])
  let missing = 2
  const fetch = (url: string, init: RequestInit) => {
    missing -= 1
    return missing >= 0 ? Promise.reject(new TypeError('connection refused')) : globalThis.fetch(url, init)
  }
  expect(await send(timed(0), { ...server.options, fetch })).toMatchObject({ sent: 1, retries: 2 })
  missing = 1_000
  await expect(send(timed(0), { ...server.options, fetch })).rejects.toThrow('no answer')
})

test('a conflict is counted, and a refusal ends it', async () => {
  const refuse = (code: string, status: number) => () => Response.json({ error: code, message: 'payload.user: no' }, { status })
  await using server = start([refuse('idempotency_conflict', 409), refuse('invalid_event', 400)])
  expect(await send(timed(0), server.options)).toMatchObject({ sent: 0, conflicts: 1 })
  const refused = await send(timed(0, 1), server.options).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(RefusedError)
  expect(String(refused)).toContain('invalid_event: payload.user: no')
})
