// Signed webhooks of other services: the smallest source there is, and the worked example of docs/adding-a-source.md.
import { describe, expect, test } from 'bun:test'
import { createHmac } from 'node:crypto'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Event } from '@landale/protocol'
import { Problem } from '@/http/problem.ts'
import { createWebhook } from '@/ingest/webhook/source.ts'
import { api, serverHere, type TestServer, temporaryFolder } from './fixture.ts'
import { sourceContext, until } from './source-context.ts'

const key = Buffer.from('MARKEDSECRETMARKEDSECRETMARKEDSE')
const secret = `whsec_${key.toString('base64')}`
const hooks = {
  tips: {
    secret,
    type: 'tip.received',
    actor: '/data/from',
    payload: { name: '/data/from', amount: '/data/amount', currency: { value: 'EUR' }, note: '/data/note' },
  },
  cheers: { secret, type: 'channel.cheered', payload: { user: '/user', bits: '/bits', message: { value: '' } } },
}
const tip = { type: 'tip.created', timestamp: '2026-03-01T20:00:00Z', data: { from: 'mossy', amount: 5 } }

function withHooks(body: unknown = { hooks }, mode = 0o600) {
  const folder = temporaryFolder()
  const path = join(folder.path, 'webhooks.json')
  writeFileSync(path, typeof body === 'string' ? body : JSON.stringify(body))
  chmodSync(path, mode)
  return folder
}

type Sent = { id?: string; ageSeconds?: number; by?: Buffer; body?: unknown; tampered?: string; headers?: Record<string, string> }

/** Sends as Standard Webhooks says, but for what a test has otherwise. */
function message({ id = 'msg_1', ageSeconds = 0, by = key, body = tip, tampered, headers = {} }: Sent = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const seconds = Math.floor(Date.now() / 1_000) - ageSeconds
  const signature = createHmac('sha256', by).update(`${id}.${seconds}.${text}`).digest('base64')
  return {
    method: 'POST',
    body: tampered ?? text,
    headers: { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${signature}`, ...headers },
  }
}

async function send(server: TestServer, name: string, sent: Sent = {}) {
  const response = await fetch(`${server.url}/v1/hooks/${name}`, message(sent))
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

async function events(server: TestServer): Promise<Event[]> {
  const { body } = await api(server, 'control', '/v1/sessions/current/events?limit=1000')
  return (body.events as Event[]).filter(({ source }) => source === 'webhook')
}

async function part(server: TestServer): Promise<{ state?: string; reason?: string }> {
  const { parts } = (await (await fetch(`${server.healthUrl}/ready`)).json()) as { parts: { name: string; state: string }[] }
  return parts.find(({ name }) => name === 'webhook') ?? {}
}

describe('a signed message', () => {
  test('is in the log as its hook maps it when it is answered', async () => {
    using folder = withHooks()
    await using server = await serverHere({ dataDir: folder.path })
    expect(await send(server, 'tips')).toEqual({ status: 202, body: { accepted: true } })
    expect(await events(server)).toMatchObject([
      {
        type: 'tip.received',
        source: 'webhook',
        actor: 'tips:mossy',
        payload: { name: 'mossy', amount: 5, currency: 'EUR' },
        metadata: { origin: 'live', raw_type: 'tip.created', occurred_at: '2026-03-01T20:00:00Z' },
        idempotency_key: 'webhook:tips:msg_1',
      },
    ])
    expect(await part(server)).toMatchObject({ state: 'ok' })
  })

  test('is one event however often it is sent, also after a restart', async () => {
    using folder = withHooks()
    for (const _ of [1, 2]) {
      await using server = await serverHere({ dataDir: folder.path })
      for (const ageSeconds of [0, 5]) expect((await send(server, 'tips', { ageSeconds })).status).toBe(202)
      expect(await events(server)).toHaveLength(1)
    }
    await using server = await serverHere({ dataDir: folder.path })
    expect((await send(server, 'tips', { id: 'msg_2' })).status).toBe(202)
    expect(await events(server)).toHaveLength(2)
  })

  test('is a conflict where its id was another message’s', async () => {
    using folder = withHooks()
    await using server = await serverHere({ dataDir: folder.path })
    await send(server, 'tips')
    const other = { ...tip, data: { from: 'fern', amount: 500 } }
    expect(await send(server, 'tips', { body: other })).toMatchObject({ status: 409, body: { error: 'idempotency_conflict' } })
    expect(await events(server)).toHaveLength(1)
  })

  test('is refused stale, from the future, by another secret, with another body, and unsigned, and leaves nothing', async () => {
    using folder = withHooks()
    await using server = await serverHere({ dataDir: folder.path })
    const refused: readonly [Sent, string][] = [
      [{ ageSeconds: 310 }, 'too old'],
      [{ ageSeconds: -310 }, 'in the future'],
      [{ by: Buffer.alloc(32, 9) }, 'webhook-signature: is not'],
      [{ tampered: JSON.stringify({ ...tip, data: { from: 'mossy', amount: 500 } }) }, 'webhook-signature: is not'],
      // Not looked into before it is known whose it is.
      [{ tampered: '{' }, 'webhook-signature: is not'],
      [{ headers: { 'webhook-signature': '' } }, 'are needed'],
      [{ headers: { 'webhook-id': '' } }, 'are needed'],
      [{ headers: { 'webhook-timestamp': 'soon' } }, 'is not a time'],
    ]
    for (const [sent, reason] of refused) {
      const { status, body } = await send(server, 'tips', sent)
      expect({ status, error: body.error }).toEqual({ status: 401, error: 'invalid_signature' })
      expect(String(body.message)).toContain(reason)
    }
    expect(await events(server)).toEqual([])
  })

  test('is refused where it is not JSON, or its event is not what the type says, by field', async () => {
    using folder = withHooks()
    await using server = await serverHere({ dataDir: folder.path })
    expect(await send(server, 'tips', { body: '{' })).toMatchObject({ status: 400, body: { error: 'invalid_hook' } })
    const user = { id: '1', login: 'mossy', name: 'Mossy' }
    const wrong = await send(server, 'cheers', { body: { user, bits: 'many' } })
    expect(wrong).toMatchObject({ status: 400, body: { error: 'invalid_hook' } })
    expect(String(wrong.body.message)).toStartWith('payload.bits: ')
    expect(await events(server)).toEqual([])
    expect((await send(server, 'cheers', { id: 'msg_2', body: { user, bits: 100 } })).status).toBe(202)
    expect(await events(server)).toMatchObject([{ type: 'channel.cheered', actor: 'webhook:cheers', payload: { bits: 100 } }])
  })

  test('is not read beyond 64 KiB, whether its length is announced or not', async () => {
    using folder = withHooks()
    await using server = await serverHere({ dataDir: folder.path })
    const within = { ...tip, data: { from: 'mossy', padding: 'x'.repeat(60_000) } }
    expect((await send(server, 'tips', { body: within })).status).toBe(202)
    const beyond = { ...tip, data: { from: 'mossy', padding: 'x'.repeat(66_000) } }
    expect(await send(server, 'tips', { id: 'msg_2', body: beyond })).toMatchObject({ status: 413 })
    const { body, ...rest } = message({ id: 'msg_3', body: beyond })
    const chunked = await fetch(`${server.url}/v1/hooks/tips`, { ...rest, body: new Blob([body]).stream() })
    expect(chunked.status).toBe(413)
    expect(await events(server)).toHaveLength(1)
  })

  test('is for nobody where there is no hook of its name', async () => {
    using folder = withHooks()
    await using server = await serverHere({ dataDir: folder.path })
    for (const name of ['raids', 'constructor', '__proto__', 'TIPS'])
      expect(await send(server, name)).toMatchObject({ status: 404, body: { error: 'not_found' } })
    const { paths } = (await (await fetch(`${server.url}/v1/openapi.json`)).json()) as { paths: Record<string, unknown> }
    expect(paths['/v1/hooks/{name}']).toMatchObject({ post: { security: [] } })
  })

  test('is answered 503 while the log takes nothing, so that it is sent again', async () => {
    using folder = withHooks()
    const environment = { LANDALE_WEBHOOKS_FILE: join(folder.path, 'webhooks.json') }
    const never = { append: () => new Promise<void>(() => {}), offer: () => true }
    const { context, clock } = sourceContext('webhook', environment, never)
    const source = createWebhook(context)
    source.start()
    source.routes?.onError((error) => (error instanceof Problem ? error.response() : new Response(null, { status: 500 })))
    const asked = source.routes?.request('/v1/hooks/tips', message())
    await until(() => clock.waiting === 1)
    await clock.advance(5_000)
    const answer = await asked
    expect(answer?.status).toBe(503)
    expect(answer?.headers.get('retry-after')).toBe('1')
    expect(await answer?.json()).toMatchObject({ error: 'log_unavailable' })
    expect(clock.waiting).toBe(0)
  })
})

describe('the webhooks’ file', () => {
  test('not being there is off, and says which variable names another', async () => {
    await using server = await serverHere()
    const { state, reason } = await part(server)
    expect(state).toBe('off')
    expect(reason).toContain('webhooks.json is not there; LANDALE_WEBHOOKS_FILE names another')
    expect((await send(server, 'tips')).status).toBe(404)
  })

  test('that others may read works, with a warning', async () => {
    using folder = withHooks({ hooks }, 0o644)
    await using server = await serverHere({ environment: { LANDALE_WEBHOOKS_FILE: join(folder.path, 'webhooks.json') } })
    expect(await part(server)).toMatchObject({ state: 'degraded', reason: expect.stringContaining('chmod 600') })
    expect((await send(server, 'tips')).status).toBe(202)
  })

  test('that is wrong is said by field, and stops nothing else', async () => {
    using folder = withHooks({ hooks: { ...hooks, raids: { secret, type: 'raid came', payload: {} } } })
    await using server = await serverHere({ dataDir: folder.path })
    const { state, reason } = await part(server)
    expect(state).toBe('down')
    expect(reason).toContain('webhooks.json: hooks.raids.type: ')
    expect((await send(server, 'tips')).status).toBe(404)
    expect((await api(server, 'control', '/v1/sessions/current')).status).toBe(200)
  })

  test('tells its secrets to nobody', async () => {
    const marked = 'MARKEDSECRET'
    for (const body of [
      { hooks },
      `{"hooks": {"tips": {"secret": ${marked}`,
      { hooks: { tips: { ...hooks.tips, secret: marked } } },
    ]) {
      using folder = withHooks(body)
      await using server = await serverHere({ dataDir: folder.path })
      const answers = [await send(server, 'tips'), await send(server, 'tips', { by: Buffer.alloc(32, 9) }), await events(server)]
      for (const path of ['/ready', '/status', '/metrics'])
        answers.push(await (await fetch(`${server.healthUrl}${path}`)).text().then((text) => ({ status: 200, body: { text } })))
      for (const hidden of [marked, secret, secret.slice(6)]) expect(JSON.stringify(answers)).not.toContain(hidden)
    }
  })
})
