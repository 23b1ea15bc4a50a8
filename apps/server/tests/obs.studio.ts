import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { isDeepStrictEqual } from 'node:util'
import { type ObsStudio, obsStudio } from '@landale/testing/obs-studio'
import OBSWebSocket from 'obs-websocket-js/json'
import { type ServerProcess, serverProcess } from './fixture.ts'
import { obsEnvironment, partOf, type Watched, watch } from './obs.ts'

setDefaultTimeout(60_000)

const held = new AsyncDisposableStack()
let studio: ObsStudio
let server: ServerProcess
let there: Watched
/** Somebody else's hand in OBS: what the streamer clicks. */
const hand = new OBSWebSocket()

beforeAll(async () => {
  studio = held.use(await obsStudio())
  server = held.use(await serverProcess({ environment: obsEnvironment(studio) }))
  there = held.use(await watch(server))
  held.defer(() => hand.disconnect())
  await hand.connect(studio.url, studio.password, { rpcVersion: 1, eventSubscriptions: 0 })
  await there.until('the connection', () => there.state().connected)
})

afterAll(() => held.disposeAsync())

/** Sends a command and waits for the events that it leads to, the next ones of their types; gives back the reply and their payloads. */
async function act(name: string, payload: Record<string, unknown>, ...types: string[]) {
  const seen = types.map((type) => there.events(type).length)
  const answer = await there.command(name, payload)
  expect(answer).toMatchObject({ status: 200 })
  await there.until(`${name} → ${types.join(', ')}`, () =>
    types.every((type, index) => there.events(type).length > (seen[index] ?? 0)),
  )
  return { reply: answer.body, payloads: types.map((type, index) => there.events(type)[seen[index] ?? 0]?.payload) }
}

describe('a real OBS', () => {
  test('is known whole after the connect', () => {
    expect(there.state()).toMatchObject({
      connected: true,
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      studio_mode: false,
      scenes: ['Scene'],
      program: 'Scene',
      preview: null,
      transitions: ['Cut', 'Fade'],
      transition: 'Fade',
      stream: { active: false, since: null, reconnecting: false },
      record: { active: false, since: null, paused: false },
      replay: { available: true, active: false, last_path: null },
      // There is no kernel module for one here.
      virtual_camera: { available: false, active: false },
      inputs: [],
      captions: { on: false, sent: 0 },
    })
  })

  test('tells of scenes and inputs that are made', async () => {
    await hand.call('CreateScene', { sceneName: 'Gameplay' })
    await hand.call('CreateScene', { sceneName: 'Ending' })
    const scenes = ['Scene', 'Gameplay', 'Ending']
    await there.until('the scenes', () => isDeepStrictEqual(there.state().scenes, scenes))
    await there.until('their event', () => isDeepStrictEqual(there.events('scene.list.changed').at(-1)?.payload, { scenes }))
    await hand.call('CreateInput', {
      sceneName: 'Gameplay',
      inputName: 'Backdrop',
      inputKind: 'color_source_v3',
      inputSettings: { color: 4_278_255_360 },
    })
    await hand.call('CreateInput', { sceneName: 'Gameplay', inputName: 'Music', inputKind: 'ffmpeg_source', inputSettings: {} })
    await there.until('the input', () => there.state().inputs.length === 1)
    // The backdrop has no sound.
    expect(there.state().inputs).toEqual([{ name: 'Music', kind: 'ffmpeg_source', muted: false, volume_db: 0 }])
  })

  test('changes its scene when it is told to', async () => {
    const { payloads } = await act('obs.set_scene', { scene: 'Gameplay' }, 'scene.changed')
    expect(payloads).toEqual([{ scene: 'Gameplay', previous_scene: 'Scene' }])
    await there.until('the state', () => there.state().program === 'Gameplay')
  })

  test('has a studio mode: preview, transition, and back', async () => {
    const on = await act('obs.set_studio_mode', { on: true }, 'studio_mode.changed', 'scene.preview.changed')
    expect(on.payloads).toEqual([{ on: true }, { scene: 'Gameplay' }])
    const preview = await act('obs.set_preview', { scene: 'Ending' }, 'scene.preview.changed')
    expect(preview.payloads).toEqual([{ scene: 'Ending' }])
    const cut = await act('obs.transition', { transition: 'Cut', duration_ms: 100 }, 'transition.changed', 'scene.changed')
    expect(cut.payloads).toEqual([{ transition: 'Cut' }, { scene: 'Ending', previous_scene: 'Gameplay' }])
    const off = await act('obs.set_studio_mode', { on: false }, 'studio_mode.changed', 'scene.preview.changed')
    expect(off.payloads[0]).toEqual({ on: false })
    await there.until('the preview is gone', () => there.state().preview === null && !there.state().studio_mode)
    expect(await there.command('obs.transition')).toMatchObject({
      status: 409,
      body: { error: 'obs_refused', message: 'studio mode is off' },
    })
  })

  test('mutes, sets a volume, and shows and hides a source', async () => {
    const muted = await act('obs.set_mute', { input: 'Music', muted: true }, 'input.mute.changed')
    expect(muted.payloads).toEqual([{ input: 'Music', muted: true }])
    const volume = await act('obs.set_volume', { input: 'Music', volume_db: -6.5 }, 'input.volume.changed')
    expect(volume.payloads).toEqual([{ input: 'Music', volume_db: -6.5 }])
    await there.until('the state', () => there.state().inputs.some(({ muted, volume_db }) => muted && volume_db === -6.5))
    const hide = { scene: 'Gameplay', source: 'Backdrop', visible: false }
    expect((await act('obs.set_visible', hide, 'source.visibility.changed')).payloads).toEqual([hide])
    const show = { ...hide, visible: true }
    expect((await act('obs.set_visible', show, 'source.visibility.changed')).payloads).toEqual([show])
  })

  test('takes a picture of a scene', async () => {
    const { body } = await there.command('obs.screenshot', { source: 'Gameplay', width: 64 })
    const image = Buffer.from(String(body.image).replace('data:image/png;base64,', ''), 'base64')
    expect(image.subarray(1, 4).toString()).toBe('PNG')
    expect(image.readUInt32BE(16)).toBe(64)
    const { body: jpeg } = await there.command('obs.screenshot', { source: 'Gameplay', format: 'jpg' })
    expect(String(jpeg.image)).toStartWith('data:image/jpg;base64,/9j/')
  })

  test('tells of new names, of what is taken away, and of another scene collection', async () => {
    const lists = () => there.events('scene.list.changed').map(({ payload }) => payload.scenes)
    await hand.call('SetSceneName', { sceneName: 'Ending', newSceneName: 'Outro' })
    await there.until('the new name', () => there.state().program === 'Outro')
    await there.until('its event', () => isDeepStrictEqual(lists().at(-1), ['Scene', 'Gameplay', 'Outro']))
    await act('obs.set_scene', { scene: 'Gameplay' }, 'scene.changed')
    await hand.call('SetInputName', { inputName: 'Music', newInputName: 'Song' })
    await there.until('the new name', () => there.state().inputs[0]?.name === 'Song')
    await hand.call('RemoveInput', { inputName: 'Song' })
    await there.until('it is gone', () => there.state().inputs.length === 0)
    await hand.call('CreateSceneCollection', { sceneCollectionName: 'Another' })
    await there.until('its scenes', () => isDeepStrictEqual(there.state().scenes, ['Scene']))
    await there.until('its scene', () => there.state().program === 'Scene')
    await hand.call('SetCurrentSceneCollection', { sceneCollectionName: 'Tests' })
    await there.until('the scenes', () => isDeepStrictEqual(there.state().scenes, ['Scene', 'Gameplay', 'Outro']))
    await there.until('the event', () => isDeepStrictEqual(lists().at(-1), ['Scene', 'Gameplay', 'Outro']))
  })

  test('refuses with the field’s name what it has not', async () => {
    const refused = async (name: string, payload: Record<string, unknown>) => {
      const { status, body } = await there.command(name, payload)
      expect([status, body.error]).toEqual([409, 'obs_refused'])
      return body.message
    }
    expect(await refused('obs.set_scene', { scene: 'Nowhere' })).toBe('scene: OBS has no scene "Nowhere"')
    expect(await refused('obs.set_scene', { scene: 'Backdrop' })).toBe('scene: OBS has no scene "Backdrop"')
    expect(await refused('obs.set_mute', { input: 'Backdrop', muted: true })).toBe('input: "Backdrop" has no sound')
    expect(await refused('obs.set_visible', { scene: 'Gameplay', source: 'x', visible: true })).toBe(
      'source: the scene has no source "x"',
    )
    expect(await refused('obs.screenshot', { source: 'x' })).toBe('source: OBS has no scene or source "x"')
    // Debian's OBS is built without browser sources.
    expect(await refused('obs.refresh_browser', { source: 'Backdrop' })).toBe('source: OBS has no browser source "Backdrop"')
    expect(await refused('obs.start_virtual_camera', {})).toBe('OBS has no virtual camera here')
    expect(await refused('obs.stop_virtual_camera', {})).toBe('OBS has no virtual camera here')
    expect(await refused('obs.save_replay', {})).toBe('the replay buffer is not on')
    expect(await refused('obs.stop_record', {})).toBe('nothing is being recorded')
  })

  test('keeps a replay buffer, and saves it', async () => {
    await act('obs.start_replay', {}, 'replay_buffer.started')
    await act('obs.start_replay', {})
    // A replay that holds nothing yet is not saved: what it buffers shows as frames of an output.
    await there.until('frames', () => (there.state().stats?.output_total_frames ?? 0) > 30)
    const { reply, payloads } = await act('obs.save_replay', {}, 'replay_buffer.saved')
    expect(payloads).toEqual([{ path: reply.path }])
    expect(await Bun.file(String(reply.path)).exists()).toBe(true)
    await act('obs.stop_replay', {}, 'replay_buffer.stopped')
    await there.until('the state', () => !there.state().replay.active && there.state().replay.last_path === reply.path)
  })

  test('makes a recording that holds picture and sound, with its stats in the log', async () => {
    const started = await act('obs.start_record', {}, 'recording.started', 'output.stats.reported')
    await act('obs.pause_record', {}, 'recording.paused')
    await there.until('the state', () => there.state().record.active && there.state().record.paused)
    await act('obs.resume_record', {}, 'recording.resumed')
    const more = there.events('output.stats.reported').length
    await there.until('more of it', () => there.events('output.stats.reported').length > more)
    const { reply, payloads } = await act('obs.stop_record', {}, 'recording.stopped')
    expect(payloads).toEqual([{ path: reply.path }])
    expect(started.payloads[0]).toEqual({ path: reply.path })
    const probe = await Bun.$`ffprobe -v error -of json -show_format -show_streams ${String(reply.path)}`.json()
    expect(probe.streams.map((stream: { codec_name: string }) => stream.codec_name)).toEqual(['h264', 'aac'])
    expect(probe.streams[0]).toMatchObject({ width: 640, height: 360 })
    expect(Number(probe.format.duration)).toBeGreaterThan(2)
  })

  test('that is killed is missed, and known anew when it is back', async () => {
    await act('obs.set_scene', { scene: 'Outro' }, 'scene.changed')
    const seen = there.events().length
    await studio.kill()
    await there.until('the loss', () => there.events('connection.lost').length === 1 && !there.state().connected)
    expect(there.events('connection.lost')[0]?.payload).toEqual({ service: 'obs', reason: 'socket closed (1006)' })
    expect((await there.command('obs.set_scene', { scene: 'Scene' })).body).toMatchObject({ error: 'obs_unavailable' })
    expect((await partOf(server, 'obs')).state).toBe('down')
    await studio.start()
    await there.until('the return', () => there.events('connection.restored').length === 1 && there.state().connected)
    await hand.connect(studio.url, studio.password, { rpcVersion: 1, eventSubscriptions: 0 })
    const found = await hand.call('GetSceneList')
    expect(there.state().program).toBe(found.currentProgramSceneName)
    expect(there.state().scenes).toHaveLength(found.scenes.length)
    expect((await partOf(server, 'obs')).state).toBe('ok')
    // What OBS had not saved when it was killed may be another now: that is told once, and nothing that is not.
    await act('obs.set_scene', { scene: 'Scene' })
    await there.until('the scene', () => there.state().program === 'Scene')
    const told = there.events().slice(seen)
    expect(told.filter(({ type }) => type === 'scene.list.changed').length).toBeLessThanOrEqual(1)
    expect(told.filter(({ type }) => type === 'connection.restored')).toHaveLength(1)
  })

  test('with another password says so once, and keeps it to itself', async () => {
    const wrong = 'not-the-password-4711'
    await using other = await serverProcess({
      environment: { ...obsEnvironment({ ...studio, password: wrong }), LANDALE_LOG_LEVEL: 'info' },
    })
    using seen = await watch(other)
    const reason = 'wrong password: set OBS_PASSWORD'
    await expectPart(other, reason)
    expect(other.output().split(reason)).toHaveLength(2)
    expect(other.output()).not.toContain(wrong)
    expect(JSON.stringify(seen.state())).not.toContain(wrong)
  })
})

/** Asks until the part has come to it: the connection is tried while the server begins. */
async function expectPart(of: ServerProcess, reason: string): Promise<void> {
  let part = await partOf(of, 'obs')
  while (part.reason !== reason) part = await partOf(of, 'obs')
  expect(part.state).toBe('down')
}
