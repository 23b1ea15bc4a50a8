import { describe, expect, test } from 'bun:test'
import { fakeObs } from '@landale/testing/obs'
import { createObs } from '@/ingest/obs/source.ts'
import { serverHere } from './fixture.ts'
import { watch } from './obs.ts'
import { sourceContext, until } from './source-context.ts'

const password = 'a-secret-of-obs-0815'

async function connected({ environment = {} }: { environment?: Record<string, string> } = {}) {
  const obs = fakeObs({ password })
  const server = await serverHere({ environment: { OBS_URL: obs.url, OBS_PASSWORD: password, ...environment } })
  const watched = await watch(server)
  await watched.until('the connection', () => watched.state().connected)
  return {
    obs,
    server,
    ...watched,
    async [Symbol.asyncDispose]() {
      watched[Symbol.dispose]()
      await server[Symbol.asyncDispose]()
      obs[Symbol.dispose]()
    },
  }
}

describe('what OBS has', () => {
  test('is asked whole at the connect, and leaves no event', async () => {
    await using there = await connected()
    expect(there.state()).toMatchObject({
      version: '31.0.0',
      studio_mode: false,
      scenes: ['Gameplay', 'Starting soon'],
      program: 'Starting soon',
      preview: null,
      transitions: ['Cut', 'Fade'],
      transition: 'Fade',
      stream: { active: false, since: null, reconnecting: false },
      record: { active: false, since: null, paused: false },
      replay: { available: true, active: false, last_path: null },
      virtual_camera: { available: true, active: false },
      inputs: [{ name: 'Microphone', kind: 'pulse_input_capture', muted: false, volume_db: 0 }],
    })
    expect(there.events().filter(({ source }) => source === 'obs')).toEqual([])
  })

  test('is kept up by its events, which name OBS’s own', async () => {
    await using there = await connected()
    const { obs } = there
    await there.command('obs.set_scene', { scene: 'Gameplay' })
    await there.until('the scene', () => there.events('scene.changed').length === 1)
    expect(there.events('scene.changed')[0]).toMatchObject({
      source: 'obs',
      actor: 'system',
      payload: { scene: 'Gameplay', previous_scene: 'Starting soon' },
      metadata: { raw_type: 'CurrentProgramSceneChanged' },
    })
    await there.command('obs.set_visible', { scene: 'Gameplay', source: 'Camera', visible: false })
    await there.until('the visibility', () => there.events('source.visibility.changed').length === 1)
    expect(there.events('source.visibility.changed')[0]?.payload).toEqual({ scene: 'Gameplay', source: 'Camera', visible: false })
    await there.command('obs.set_visible', { scene: 'Gameplay', source: 'Camera', visible: true })
    await there.until('the other one', () => there.events('source.visibility.changed').length === 2)
    // OBS names an item by a number: which source it is is asked once.
    expect(obs.requests('GetSceneItemList')).toHaveLength(1)
    obs.studio.inputs.set('Music', {
      name: 'Music',
      kind: 'ffmpeg_source',
      sound: { muted: true, volumeDb: -12 },
      settings: {},
      isActive: true,
    })
    obs.emit('InputCreated', { inputName: 'Music', inputKind: 'ffmpeg_source', unversionedInputKind: 'ffmpeg_source' })
    await there.until('the input', () => there.state().inputs.length === 2)
    expect(there.state().inputs[1]).toEqual({ name: 'Music', kind: 'ffmpeg_source', muted: true, volume_db: -12 })
    expect(there.state().program).toBe('Gameplay')
  })

  test('rolls the broadcast session with its stream, where no platform is set up', async () => {
    await using there = await connected()
    await there.command('obs.start_stream')
    await there.until('the broadcast', () => there.events('broadcast.started').length === 1)
    await there.command('obs.stop_stream')
    await there.until('its end', () => there.events('broadcast.stopped').length === 1)
    expect(there.events('streaming.started')).toHaveLength(1)
    expect(there.events('streaming.stopped')).toHaveLength(1)
  })

  test('a fader that is dragged reaches the log four times a second at the most, with its last value', async () => {
    await using there = await connected()
    const { obs } = there
    for (let step = 1; step <= 100; step += 1)
      obs.emit('InputVolumeChanged', { inputName: 'Microphone', inputVolumeDb: -step / 2, inputVolumeMul: 1 })
    await there.until('the last', () => there.events('input.volume.changed').some(({ payload }) => payload.volume_db === -50))
    expect(there.events('input.volume.changed')).toHaveLength(2)
    expect(there.state().inputs[0]?.volume_db).toBe(-50)
  })
})

describe('a connection', () => {
  test('is not tried where OBS_URL is none', async () => {
    const { context, clock, states } = sourceContext('obs', { OBS_URL: 'none' })
    const source = createObs(context)
    source.start()
    expect(states).toEqual(['off: OBS_URL is none'])
    expect(clock.waiting).toBe(0)
    await expect(source.commands?.['obs.set_scene']?.({ scene: 'Gameplay' })).rejects.toThrow('OBS is not connected')
    await source.stop()
  })

  test('needs no password where OBS asks for none', async () => {
    using obs = fakeObs()
    const { context, states } = sourceContext('obs', { OBS_URL: obs.url })
    const source = createObs(context)
    source.start()
    await until(() => states.includes('ok'))
    await source.stop()
  })

  test('to something that says nothing is given up after ten seconds, and tried again', async () => {
    using obs = fakeObs({ password })
    obs.silence(true)
    const { context, clock, states } = sourceContext('obs', { OBS_URL: obs.url, OBS_PASSWORD: password })
    const source = createObs(context)
    source.start()
    await until(() => obs.attempts === 1)
    await clock.advance(9_900, 4)
    expect(states).toEqual(['down: connecting'])
    await clock.advance(200, 4)
    expect(states.at(-1)).toBe(`down: OBS does not answer at ${obs.url}: OBS did not answer within 10000 ms`)
    obs.silence(false)
    await clock.advance(2_000, 20)
    await until(() => states.at(-1) === 'ok')
    await source.stop()
    expect(clock.waiting).toBe(0)
  })

  test('with a wrong password is tried once, and says what to set', async () => {
    using obs = fakeObs({ password })
    const wrong = 'not-the-password-4711'
    const { context, clock, states, events } = sourceContext('obs', { OBS_URL: obs.url, OBS_PASSWORD: wrong })
    const source = createObs(context)
    source.start()
    await until(() => states.length === 2)
    expect(states).toEqual(['down: connecting', 'down: wrong password: set OBS_PASSWORD'])
    await clock.advance(3_600_000, 1)
    expect(obs.attempts).toBe(1)
    expect(events).toEqual([])
    expect(JSON.stringify([states, source.view?.()])).not.toContain(wrong)
    await source.stop()
    expect(clock.waiting).toBe(0)
  })

  test('that OBS ends for good (4011) is not tried again', async () => {
    using obs = fakeObs({ password })
    const { context, clock, states, events } = sourceContext('obs', { OBS_URL: obs.url, OBS_PASSWORD: password })
    const source = createObs(context)
    source.start()
    await until(() => states.includes('ok'))
    obs.kick()
    await until(() => states.at(-1)?.startsWith('down') ?? false)
    expect(states.at(-1)).toBe('down: OBS has ended the session; restart Landale to connect again')
    expect(events.map(({ type, payload }) => [type, payload])).toEqual([
      ['connection.lost', { service: 'obs', reason: 'socket closed (4011)' }],
    ])
    await clock.advance(3_600_000, 1)
    expect(obs.attempts).toBe(1)
    await source.stop()
    expect(clock.waiting).toBe(0)
  })

  test('is tried for ever while OBS is away, and stands when it comes', async () => {
    using obs = fakeObs({ password })
    obs.away(true)
    const { context, clock, states } = sourceContext('obs', { OBS_URL: obs.url, OBS_PASSWORD: password })
    const source = createObs(context)
    source.start()
    await until(async () => {
      await clock.advance(1_000, 4)
      return obs.attempts >= 40
    })
    expect(states[1]).toStartWith(`down: OBS does not answer at ${obs.url}`)
    obs.away(false)
    await until(async () => {
      await clock.advance(1_000, 4)
      return states.at(-1) === 'ok'
    })
    await source.stop()
    expect(clock.waiting).toBe(0)
  })

  test('that is cut comes back by itself, and tells what changed meanwhile, once', async () => {
    await using there = await connected()
    const { obs } = there
    await there.command('obs.start_record')
    await there.until('the recording', () => there.events('recording.started').length === 1)
    obs.away(true)
    obs.drop()
    await there.until('the loss', () => there.events('connection.lost').length === 1 && !there.state().connected)
    expect((await there.command('obs.set_scene', { scene: 'Gameplay' })).body).toMatchObject({
      error: 'obs_unavailable',
      message: 'OBS is not connected',
    })
    const seen = there.events().length
    obs.studio.program = 'Gameplay'
    obs.studio.record.isActive = false
    obs.studio.inputs.delete('Microphone')
    obs.away(false)
    await there.until('the return', () => there.state().connected)
    await there.until('the events', () => there.events('recording.stopped').length === 1)
    const since = there
      .events()
      .slice(seen)
      .filter(({ source }) => source === 'obs')
    expect(since.map(({ type, payload }) => [type, payload])).toEqual([
      ['connection.restored', { service: 'obs' }],
      ['scene.changed', { scene: 'Gameplay', previous_scene: 'Starting soon' }],
      ['recording.stopped', {}],
    ])
    expect(there.state()).toMatchObject({ program: 'Gameplay', record: { active: false }, inputs: [] })
  })

  test('that is cut a hundred times leaves no socket and no timer behind', async () => {
    using obs = fakeObs({ password })
    const { context, clock, events } = sourceContext('obs', { OBS_URL: obs.url, OBS_PASSWORD: password })
    const source = createObs(context)
    source.start()
    const isUp = () => source.view?.().obs?.connected === true
    await until(isUp)
    const timers = clock.waiting
    for (let cut = 0; cut < 100; cut += 1) {
      obs.drop()
      await until(() => !isUp())
      await until(async () => {
        await clock.advance(250, 4)
        return isUp()
      })
    }
    await clock.advance(1, 20)
    expect([obs.attempts, obs.connections, clock.waiting]).toEqual([101, 1, timers])
    const count = (wanted: string) => events.filter(({ type }) => type === wanted).length
    expect([count('connection.lost'), count('connection.restored'), events.length]).toEqual([100, 100, 200])
    await source.stop()
    expect(clock.waiting).toBe(0)
  })

  test('on which OBS answers nothing is given up, and tried anew', async () => {
    using obs = fakeObs({ password })
    const { context, clock, states, events } = sourceContext('obs', { OBS_URL: obs.url, OBS_PASSWORD: password })
    const source = createObs(context)
    source.start()
    await until(() => states.includes('ok'))
    obs.silence(true)
    await clock.advance(13_000, 4)
    expect(events.map(({ type, payload }) => [type, payload])).toEqual([
      ['connection.lost', { service: 'obs', reason: 'OBS did not answer within 10000 ms' }],
    ])
    obs.silence(false)
    await until(async () => states.at(-1) === 'ok' || !(await clock.next(4)))
    expect(events.at(-1)?.type).toBe('connection.restored')
    await source.stop()
    expect(clock.waiting).toBe(0)
  })
})

describe('a command', () => {
  test('that OBS does not answer is unavailable within the limit', async () => {
    await using there = await connected({ environment: { LANDALE_OUTBOUND_TIMEOUT_MS: '200' } })
    there.obs.silence(true)
    const answer = await there.command('obs.set_scene', { scene: 'Gameplay' })
    expect(answer.status).toBe(503)
    expect(answer.body).toMatchObject({ error: 'obs_unavailable' })
  })

  test.each([
    ['scene: OBS has no scene "Nowhere"', 'obs.set_scene', { scene: 'Nowhere' }],
    ['scene: OBS has no scene "Camera"', 'obs.set_scene', { scene: 'Camera' }],
    ['input: OBS has no input "Nothing"', 'obs.set_mute', { input: 'Nothing', muted: true }],
    ['input: "Camera" has no sound', 'obs.set_mute', { input: 'Camera', muted: true }],
    ['scene: OBS has no scene "Elsewhere"', 'obs.set_visible', { scene: 'Elsewhere', source: 'Camera', visible: true }],
    ['source: the scene has no source "Nothing"', 'obs.set_visible', { scene: 'Gameplay', source: 'Nothing', visible: true }],
    ['source: OBS has no browser source "Camera"', 'obs.refresh_browser', { source: 'Camera' }],
    ['nothing is being recorded', 'obs.stop_record', {}],
  ])('that OBS refuses names the field: %s', async (message, name, payload) => {
    await using there = await connected()
    const answer = await there.command(name, payload)
    expect(answer).toMatchObject({ status: 409, body: { error: 'obs_refused', message } })
  })

  test('that OBS refuses for a reason of its own says it', async () => {
    await using there = await connected()
    there.obs.refuse('StartStream', 700, { comment: 'The encoder is busy.' })
    expect((await there.command('obs.start_stream')).body).toMatchObject({
      error: 'obs_refused',
      message: 'OBS refuses it: The encoder is busy.',
    })
  })

  test('that OBS is too busy for is to be sent again', async () => {
    await using there = await connected()
    there.obs.refuse('SetCurrentProgramScene', 207, { comment: 'OBS is not ready to perform the request.', times: 1 })
    expect(await there.command('obs.set_scene', { scene: 'Gameplay' })).toMatchObject({
      status: 503,
      body: { error: 'obs_unavailable' },
    })
    expect((await there.command('obs.set_scene', { scene: 'Gameplay' })).status).toBe(200)
  })

  test('whose wish is fulfilled already succeeds', async () => {
    await using there = await connected()
    for (const name of ['obs.stop_stream', 'obs.start_stream', 'obs.start_stream', 'obs.start_record', 'obs.start_record'])
      expect((await there.command(name)).status).toBe(200)
    for (const name of ['obs.stop_record', 'obs.stop_record'])
      expect(await there.command(name)).toMatchObject({ status: 200, body: { path: '/videos/night.mkv' } })
  })

  test('that is sent twice under one key is done once', async () => {
    await using there = await connected()
    const press = { scene: 'Gameplay', idempotency_key: 'one press of a button' }
    const first = await there.command('obs.set_scene', press)
    const second = await there.command('obs.set_scene', press)
    expect([first.body.deduped, second.body.deduped]).toEqual([false, true])
    expect(second.body.position).toBe(first.body.position)
    expect(there.obs.requests('SetCurrentProgramScene')).toEqual([{ sceneName: 'Gameplay' }])
  })
})

test('what happens while everything is asked is not lost, and not told twice', async () => {
  using obs = fakeObs({ password })
  obs.delay(100)
  const { context, states, events } = sourceContext('obs', { OBS_URL: obs.url, OBS_PASSWORD: password })
  const source = createObs(context)
  source.start()
  await until(() => obs.isIdentified)
  obs.studio.program = 'Gameplay'
  obs.emit('CurrentProgramSceneChanged', { sceneName: 'Gameplay' })
  obs.emit('InputMuteStateChanged', { inputName: 'Microphone', inputMuted: true })
  await until(() => states.includes('ok') && events.length > 0)
  expect(source.view?.().obs).toMatchObject({ program: 'Gameplay', inputs: [{ name: 'Microphone', muted: true }] })
  expect(events.map(({ type }) => type)).toEqual(['input.mute.changed'])
  await source.stop()
})
