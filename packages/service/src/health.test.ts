import { describe, expect, test } from 'bun:test'
import { Counter, Registry } from 'prom-client'
import { type Part, startHealth } from './health.ts'

/** A real server on a free port over parts that the test may change. */
function health(
  parts: Part[] = [],
): Disposable & { ask(path: string, init?: RequestInit): Promise<Response>; metrics: Registry } {
  const metrics = new Registry()
  let asked = 0
  const server = startHealth({
    hostname: '127.0.0.1',
    port: 0,
    parts: () => parts,
    vital: ['log', 'database'],
    status: () => ({ asked: ++asked }),
    metrics,
  })
  return {
    ask: (path, init) => fetch(`http://127.0.0.1:${server.port}${path}`, init),
    metrics,
    [Symbol.dispose]: () => void server.stop(true),
  }
}

describe('readiness', () => {
  test.each<[string, Part[], number]>([
    ['has no parts', [], 200],
    ['has all it needs', [{ name: 'log', state: 'ok' }], 200],
    [
      'lacks a part it can do without',
      [
        { name: 'log', state: 'ok' },
        { name: 'obs', state: 'down', reason: 'gone' },
      ],
      200,
    ],
    ['has a vital part that is degraded', [{ name: 'log', state: 'degraded', reason: 'slow' }], 200],
    ['has a vital part that is off', [{ name: 'database', state: 'off', reason: 'set DATABASE_URL' }], 200],
    [
      'has a vital part that is down',
      [
        { name: 'obs', state: 'ok' },
        { name: 'log', state: 'down', reason: 'disk full' },
      ],
      503,
    ],
  ])('of a service that %s lists every part', async (_case, parts, status) => {
    using service = health(parts)
    const response = await service.ask('/ready')
    expect(response.status).toBe(status)
    expect(await response.json()).toEqual({ ready: status === 200, parts })
  })

  test('is asked anew each time', async () => {
    const parts: Part[] = [{ name: 'log', state: 'down' }]
    using service = health(parts)
    expect((await service.ask('/ready')).status).toBe(503)
    parts[0] = { name: 'log', state: 'ok' }
    expect((await service.ask('/ready')).status).toBe(200)
  })
})

test('liveness does not depend on any part', async () => {
  using service = health([{ name: 'log', state: 'down' }])
  const response = await service.ask('/health')
  expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }])
})

test('status is what the service says of itself at this moment', async () => {
  using service = health()
  expect(await (await service.ask('/status')).json()).toEqual({ asked: 1 })
  expect(await (await service.ask('/status')).json()).toEqual({ asked: 2 })
})

test('metrics are in the text form of Prometheus', async () => {
  using service = health()
  new Counter({ name: 'landale_things_total', help: 'Things', registers: [service.metrics] }).inc(3)
  const response = await service.ask('/metrics')
  expect(response.headers.get('content-type')).toStartWith('text/plain')
  expect(await response.text()).toContain('\nlandale_things_total 3\n')
})

test.each(['/', '/ready/', '/nowhere', '/health/deeper'])(
  'there is nothing at %s, and the answer says where to look',
  async (path) => {
    using service = health()
    const response = await service.ask(path)
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ error: 'not_found', message: expect.stringContaining('/ready') })
  },
)
