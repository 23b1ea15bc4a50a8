import { describe, expect, test } from 'bun:test'
import { chmodSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { commands, overlayNames } from '@landale/protocol'
import { api, keys, serverHere, serverProcess, temporaryFolder } from './fixture.ts'
import { frame, game } from './game.ts'
import { join as joinChannel, nextPush, phoenixSocket } from './phoenix.ts'

const main = resolve(import.meta.dir, '../src/main.ts')

/** Runs the server until it ends by itself; what it said comes back. */
async function ended(environment: Record<string, string>): Promise<{ code: number; stderr: string; stdout: string }> {
  const child = Bun.spawn(['bun', main], {
    env: { ...process.env, ...environment },
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const [stdout, stderr] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()])
  return { code: await child.exited, stderr, stdout }
}

describe('boot', () => {
  test('reports every fault of the environment at once, by name', async () => {
    using folder = temporaryFolder()
    const { code, stderr } = await ended({
      LANDALE_DATA_DIR: folder.path,
      LANDALE_PORT: 'http',
      LANDALE_MAX_CUES: '-1',
      LANDALE_CONTROL_KEY: 'short',
    })
    expect(code).toBe(1)
    for (const name of ['LANDALE_PORT', 'LANDALE_MAX_CUES', 'LANDALE_CONTROL_KEY']) expect(stderr).toContain(name)
    expect(stderr).not.toContain('    at ')
  })

  test.each([
    ['LANDALE_PORT', 'http'],
    ['LANDALE_TCP_PORT', 'tcp'],
    ['LANDALE_HEALTH_PORT', 'health'],
  ] as const)('names a taken port and %s', async (variable, name) => {
    await using first = await serverProcess()
    using folder = temporaryFolder()
    const free = { LANDALE_PORT: '0', LANDALE_TCP_PORT: '0', LANDALE_HEALTH_PORT: '0', LANDALE_DATA_DIR: folder.path }
    const { code, stderr } = await ended({ ...free, [variable]: String(first.ports[name]) })
    expect(code).toBe(1)
    expect(stderr).toContain(`port ${first.ports[name]} is taken`)
    expect(stderr).toContain(variable)
  })

  test('names a data folder that another server has', async () => {
    await using first = await serverProcess()
    const { code, stderr } = await ended({
      LANDALE_PORT: '0',
      LANDALE_TCP_PORT: '0',
      LANDALE_HEALTH_PORT: '0',
      LANDALE_DATA_DIR: first.dataDir,
    })
    expect([code, stderr.includes('in use by another Landale server')]).toEqual([1, true])
  })

  test('makes the keys that are not set, once, mode 0600, and a log that only says JSON with seq and id', async () => {
    using folder = temporaryFolder()
    const path = (role: string) => join(folder.path, `${role}.key`)
    const start = async () => {
      const unset = { LANDALE_CONTROL_KEY: '', LANDALE_WORKER_KEY: '', LANDALE_OVERLAY_KEY: '', LANDALE_LOG_LEVEL: 'info' }
      await using server = await serverProcess({ dataDir: folder.path, environment: unset })
      const made = ['control', 'worker', 'overlay'].map((role) => readFileSync(path(role), 'utf8').trim())
      const mode = statSync(path('control')).mode & 0o777
      expect(await server.terminate()).toBe(0)
      return { made, mode, stdout: server.output() }
    }
    const first = await start()
    expect(new Set(first.made).size).toBe(3)
    chmodSync(path('control'), 0o644)
    const second = await start()
    expect(second.made).toEqual(first.made)
    expect([first.mode, second.mode]).toEqual([0o600, 0o600])
    const [ready, ...lines] = first.stdout.trim().split('\n')
    expect(ready).toStartWith('{"ready":true,"http":')
    for (const line of lines)
      expect(JSON.parse(line)).toMatchObject({ seq: expect.any(Number), id: expect.any(String), level: expect.any(String) })
    for (const key of first.made) expect(first.stdout).not.toContain(key)
  })
})

describe('stop', () => {
  test('SIGTERM keeps what was taken, tells sockets 1012, and exits 0', async () => {
    using folder = temporaryFolder()
    const server = await serverProcess({ dataDir: folder.path })
    const socket = new WebSocket(`${server.socketUrl}/websocket?vsn=2.0.0&key=${keys.overlay}`)
    await new Promise((done) => socket.addEventListener('open', done))
    const closed = new Promise<CloseEvent>((done) => socket.addEventListener('close', done))
    const replies = Promise.all(
      Array.from({ length: 50 }, () =>
        api(server, 'worker', '/v1/sessions/current/append', { type: 'note.taken', payload: {}, actor: 'test' }).catch(
          () => undefined,
        ),
      ),
    )
    const [code, { code: closeCode }, settled] = [await server.terminate(), await closed, await replies]
    expect([code, closeCode]).toEqual([0, 1012])
    await using again = await serverProcess({ dataDir: folder.path })
    const { events } = (await api(again, 'worker', '/v1/sessions/current/events?limit=1000')).body as {
      events: { seq: number; type: string }[]
    }
    const kept = new Set(events.map(({ seq }) => seq))
    for (const reply of settled) if (reply?.status === 201) expect(kept.has(Number(reply.body.seq))).toBe(true)
    expect(events.map(({ type }) => type)).toContain('system.stopped')
  })

  test('the run and its counts survive a kill -9', async () => {
    using folder = temporaryFolder()
    {
      await using first = await serverProcess({ dataDir: folder.path })
      using emulator = await game(first.ports.tcp)
      using watcher = phoenixSocket(first.socketUrl)
      const overlay = watcher.socket.channel('overlay:ironmon', {})
      await joinChannel(overlay)
      const cleared = nextPush<{ value: { run: { last_cleared: unknown } } }>(
        overlay,
        'state',
        ({ value }) => value.run.last_cleared !== null,
      )
      emulator.send(frame('seed', { count: 9 }) + frame('checkpoint', { id: 0, name: 'LAB' }))
      await cleared
    }
    await using second = await serverProcess({ dataDir: folder.path })
    using watcher = phoenixSocket(second.socketUrl)
    const { state } = await joinChannel<{ state: { run: unknown; cues: unknown[] } }>(
      watcher.socket.channel('overlay:ironmon', {}),
    )
    expect(state.run).toMatchObject({ attempts: 1, current: { number: 9, cleared: ['LAB'] }, last_cleared: { name: 'LAB' } })
    expect(state.cues).toHaveLength(1)
  })
})

describe('access', () => {
  const ask = (url: string, headers: Record<string, string>) => fetch(url, { headers })

  test('refuses a host name that is not ours and a page that is not ours', async () => {
    await using server = await serverHere({
      environment: { LANDALE_PUBLIC_URL: 'https://stream.example', LANDALE_ALLOWED_ORIGINS: 'https://friend.example' },
    })
    const authorization = `Bearer ${keys.worker}`
    const path = `${server.url}/v1/sessions`
    expect((await ask(path, { authorization, host: 'rebound.example' })).status).toBe(403)
    expect((await ask(path, { authorization, host: 'stream.example' })).status).toBe(200)
    expect((await ask(path, { authorization, origin: 'https://elsewhere.example' })).status).toBe(403)
    expect((await ask(path, { authorization, origin: 'https://friend.example' })).status).toBe(200)
    expect((await ask(path, { authorization, origin: server.url })).status).toBe(200)
  })

  test('refuses a socket with a wrong key, no key or another version before the upgrade', async () => {
    await using server = await serverHere()
    const headers = {
      upgrade: 'websocket',
      connection: 'Upgrade',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'sec-websocket-version': '13',
    }
    const socket = `${server.url}/socket/websocket`
    expect((await ask(`${socket}?vsn=2.0.0&key=wrong`, headers)).status).toBe(403)
    expect((await ask(`${socket}?vsn=2.0.0`, headers)).status).toBe(403)
    expect((await ask(`${socket}?vsn=1.0.0&key=${keys.overlay}`, headers)).status).toBe(403)
    expect((await ask(`${socket}?vsn=2.0.0&key=${keys.overlay}`, {})).status).toBe(400)
  })

  test('gives the overlay addresses to the control key alone', async () => {
    await using server = await serverHere()
    const { overlays } = (await api(server, 'control', '/v1/overlays')).body as { overlays: { name: string; url: string }[] }
    expect(overlays.map(({ name }) => name)).toEqual([...overlayNames])
    expect(overlays[0]?.url).toBe(`${server.url}/overlay/stage?key=${keys.overlay}`)
    expect((await api(server, 'overlay', '/v1/overlays')).status).toBe(403)
  })
})

describe('health', () => {
  test('says ready, status and metrics, with no key in them', async () => {
    await using server = await serverHere()
    await api(server, 'worker', '/v1/sessions/current/append', { type: 'note.taken', payload: {}, actor: 'test' })
    const text = async (path: string) => (await fetch(`${server.healthUrl}${path}`)).text()
    expect(JSON.parse(await text('/health'))).toEqual({ status: 'ok' })
    expect(JSON.parse(await text('/ready'))).toMatchObject({
      ready: true,
      parts: expect.arrayContaining([
        { name: 'log', state: 'ok' },
        { name: 'archive', state: 'off', reason: expect.any(String) },
        { name: 'ironmon', state: 'off', reason: 'no game is connected' },
        { name: 'twitch', state: 'off', reason: expect.stringContaining('TWITCH_CLIENT_ID') },
        { name: 'rainwave', state: 'off', reason: expect.stringContaining('RAINWAVE_USER_ID') },
        { name: 'player', state: 'off', reason: 'no player has reported' },
        { name: 'webhook', state: 'off', reason: expect.stringContaining('LANDALE_WEBHOOKS_FILE') },
      ]),
    })
    expect(JSON.parse(await text('/status'))).toMatchObject({
      version: expect.any(String),
      head: 2,
      archived_position: 0,
      backlog: 2,
      clients: [],
    })
    expect(await text('/metrics')).toContain('landale_appends_total{deduped="false"} 2')
    for (const path of ['/ready', '/status', '/metrics'])
      for (const key of Object.values(keys)) expect(await text(path)).not.toContain(key)
    expect((await fetch(`${server.healthUrl}/nowhere`)).status).toBe(404)
  })
})

describe('the API’s document', () => {
  test('has every route, and a page for people that needs this server alone', async () => {
    await using server = await serverHere()
    const document = (await (await fetch(`${server.url}/v1/openapi.json`)).json()) as {
      openapi: string
      paths: Record<string, unknown>
    }
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths).sort()).toEqual(
      [
        ...[...commands.keys()].map((name) => `/v1/commands/${name}`),
        '/v1/events',
        '/v1/hooks/{name}',
        '/v1/now-playing',
        '/v1/overlays',
        '/v1/people',
        '/v1/sessions',
        '/v1/sessions/{id}',
        '/v1/sessions/{id}/append',
        '/v1/sessions/{id}/events',
        '/v1/sessions/{id}/summary',
        '/v1/sessions/{id}/tail',
        '/v1/sources',
        '/v1/stats',
        '/v1/transcripts/search',
      ].sort(),
    )
    const page = await fetch(`${server.url}/docs`)
    expect(page.headers.get('content-security-policy')).toContain(`default-src 'self'`)
    expect(await page.text()).not.toMatch(/https?:\/\//)
  })
})

describe('commands', () => {
  test('are events with their own place, once for one key, and refused by name', async () => {
    await using server = await serverHere()
    const command = (body: Record<string, unknown>) => api(server, 'control', '/v1/commands/event.test', body)
    const first = await command({ type: 'channel.raided', idempotency_key: 'press-1' })
    const again = await command({ type: 'channel.raided', idempotency_key: 'press-1' })
    expect([first.body.deduped, again.body]).toEqual([false, { ...first.body, deduped: true }])
    const { events } = (await api(server, 'overlay', '/v1/sessions/current/events')).body as { events: Record<string, unknown>[] }
    expect(events.at(-1)).toMatchObject({
      type: 'channel.raided',
      actor: 'operator',
      source: 'dashboard',
      metadata: { origin: 'test' },
    })
    expect(await command({ type: 'channel.raided', payload: { viewers: -1 } })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('payload.') },
    })
    expect(await command({ type: 'channel.raided', colour: 1 })).toMatchObject({
      status: 400,
      body: { error: 'invalid_command', message: expect.stringContaining('colour') },
    })
    expect(await api(server, 'control', '/v1/commands/nothing.do', {})).toMatchObject({
      status: 404,
      body: { error: 'command_not_found' },
    })
  })
})
