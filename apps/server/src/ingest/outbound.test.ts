import { expect, test } from 'bun:test'
import { createLogger } from '@landale/service'
import { createMetrics } from '@/metrics.ts'
import { Outbound, retryAfterOf } from './outbound.ts'

type Answer = { status: number; headers?: Record<string, string>; body?: string; afterMs?: number }

/** Another service, over a real socket, that answers as it is told and in the end well. */
function service(answers: Answer[], limits: Partial<{ timeoutMs: number; maxConcurrent: number; maxQueued: number }> = {}) {
  const calls: { method: string; at: number }[] = []
  let most = 0
  let now = 0
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    async fetch(request) {
      calls.push({ method: request.method, at: performance.now() })
      now += 1
      most = Math.max(most, now)
      const { status, headers = {}, body = '{"ok":true}', afterMs = 0 } = answers.shift() ?? { status: 200 }
      if (afterMs > 0) await Bun.sleep(afterMs)
      now -= 1
      return new Response(body, { status, headers })
    },
  })
  const metrics = createMetrics()
  const outbound = new Outbound({
    service: 'there',
    config: { timeoutMs: 2_000, maxConcurrent: 4, maxQueued: 8, ...limits },
    metrics,
    logger: createLogger({ service: 'test', level: 'error', terminal: false }),
  })
  const url = `http://127.0.0.1:${server.port}/`
  return {
    calls,
    most: () => most,
    outbound,
    get: () => outbound.request({ method: 'GET', url }),
    post: () => outbound.request({ method: 'POST', url, body: '{}' }),
    metric: async (name: string) => metrics.registry.getSingleMetricAsString(`landale_${name}`),
    [Symbol.asyncDispose]: () => server.stop(true),
  }
}

test('an answer comes back parsed', async () => {
  await using there = service([{ status: 200, body: '{"a":[1]}' }])
  expect(await there.get()).toMatchObject({ status: 200, body: { a: [1] } })
})

test('what may pass is asked again, and what is refused is not', async () => {
  await using there = service([{ status: 503 }, { status: 200 }, { status: 404, body: '{"message":"no such thing"}' }])
  expect(await there.get()).toMatchObject({ status: 200 })
  await expect(there.get()).rejects.toMatchObject({ status: 404, retryable: false, reason: 'no such thing' })
  expect(there.calls).toHaveLength(3)
  expect(await there.metric('outbound_retries_total')).toContain('{service="there"} 1')
})

test('what must not be done twice is sent again only where it was turned away unread', async () => {
  await using there = service([{ status: 500 }, { status: 429, headers: { 'retry-after': '0' } }, { status: 200 }])
  await expect(there.post()).rejects.toMatchObject({ status: 500 })
  expect(await there.post()).toMatchObject({ status: 200 })
  expect(there.calls).toHaveLength(3)
})

test('retry-after is honoured, and one that asks for too much patience is given up', async () => {
  await using there = service([
    { status: 429, headers: { 'retry-after': '1' } },
    { status: 200 },
    { status: 429, headers: { 'retry-after': '3600' } },
  ])
  await there.get()
  const [first, second] = there.calls
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990)
  await expect(there.get()).rejects.toMatchObject({ status: 429, retryAfterMs: 3_600_000 })
  expect(there.calls).toHaveLength(3)
})

test('retry-after is seconds or a date', () => {
  const of = (value: string) => retryAfterOf(new Headers({ 'retry-after': value }))
  expect(of('7')).toBe(7_000)
  expect(of(new Date(Date.now() + 60_000).toUTCString())).toBeGreaterThan(50_000)
  expect(of(new Date(0).toUTCString())).toBe(0)
  expect(of('soon')).toBeUndefined()
  expect(retryAfterOf(new Headers())).toBeUndefined()
})

test('one that does not answer in time is given up', async () => {
  await using there = service([{ status: 200, afterMs: 5_000 }], { timeoutMs: 100 })
  await expect(there.post()).rejects.toMatchObject({ status: 0, retryable: true, message: expect.stringContaining('100 ms') })
})

test('calls under way are bounded, and so is what waits', async () => {
  await using there = service(
    Array.from({ length: 6 }, () => ({ status: 200, afterMs: 50 })),
    { maxConcurrent: 2, maxQueued: 4 },
  )
  const asked = await Promise.allSettled(Array.from({ length: 8 }, there.get))
  expect(asked.map(({ status }) => status).filter((status) => status === 'rejected')).toHaveLength(2)
  expect(there.most()).toBe(2)
})

test('a service that fails one time after the other is left alone for a while', async () => {
  await using there = service(Array.from({ length: 50 }, () => ({ status: 500 })))
  for (let call = 0; call < 5; call += 1) await there.post().catch(() => {})
  expect(there.outbound.isOpen).toBe(false)
  const before = there.calls.length
  await expect(there.post()).rejects.toMatchObject({ status: 0, retryable: true })
  expect(there.calls).toHaveLength(before)
})

test('what is not JSON, and a place that nobody listens at, are said without their words', async () => {
  await using there = service([{ status: 200, body: '<html>secret</html>' }])
  await expect(there.get()).rejects.toMatchObject({ message: 'there answered with something that is not JSON' })
  const gone = there.outbound.request({ method: 'POST', url: 'http://127.0.0.1:1/?token=secret' })
  await expect(gone).rejects.toMatchObject({ status: 0, message: expect.not.stringContaining('secret') })
})
