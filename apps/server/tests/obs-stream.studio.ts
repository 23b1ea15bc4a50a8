import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { join } from 'node:path'
import { captionsIn, freePort, type ObsStudio, obsStudio, rtmpServer } from '@landale/testing/obs-studio'
import OBSWebSocket from 'obs-websocket-js/json'
import { api, type ServerProcess, serverProcess } from './fixture.ts'
import { obsEnvironment, type Watched, watch } from './obs.ts'

setDefaultTimeout(60_000)

const held = new AsyncDisposableStack()
let studio: ObsStudio
let server: ServerProcess
let there: Watched
const port = freePort()

beforeAll(async () => {
  studio = held.use(await obsStudio())
  server = held.use(await serverProcess({ environment: obsEnvironment(studio) }))
  there = held.use(await watch(server))
  const hand = new OBSWebSocket()
  await hand.connect(studio.url, studio.password, { rpcVersion: 1, eventSubscriptions: 0 })
  await hand.call('CreateInput', {
    sceneName: 'Scene',
    inputName: 'Backdrop',
    inputKind: 'color_source_v3',
    inputSettings: { color: 4_278_255_360 },
  })
  await hand.call('SetStreamServiceSettings', {
    streamServiceType: 'rtmp_custom',
    streamServiceSettings: { server: `rtmp://127.0.0.1:${port}/live`, key: 'tests' },
  })
  await hand.disconnect()
  await there.until('the connection', () => there.state().connected)
})

afterAll(() => held.disposeAsync())

/** Says something, as the audio worker does; resolves when the log has published it. */
async function say(text: string, origin = 'live'): Promise<void> {
  const { status, body } = await api(server, 'worker', '/v1/sessions/current/append', {
    type: 'utterance.transcribed',
    actor: 'streamer',
    source: 'phononmaser',
    payload: { text, started_at: new Date().toISOString(), duration_ms: 900, source_id: 'microphone' },
    metadata: { origin },
  })
  if (status >= 300) throw new Error(`not appended: ${JSON.stringify(body)}`)
  await there.until('the utterance', () => there.events('utterance.transcribed').some(({ payload }) => payload.text === text))
}

const file = (name: string) => join(studio.videos, name)

describe('a real stream', () => {
  test('carries what is said as captions, and none after its end', async () => {
    await using platform = await rtmpServer({ port, file: file('stream.flv') })
    await say('Nobody streams yet.')
    expect((await there.command('obs.start_stream')).status).toBe(200)
    await there.until('the stream', () => there.events('streaming.started').length === 1 && there.state().stream.active)
    await there.until('the broadcast', () => there.events('broadcast.started').length === 1)
    await say('Captions are off.')
    expect((await there.command('captions.set', { on: true })).status).toBe(200)
    await there.until('captions on', () => there.state().captions.on)
    await say('This was only a test.', 'test')
    await say('All right, one more run.')
    await there.until('the first caption', () => there.state().captions.sent === 1)
    await say('Déjà vu: the rival’s Blastoise has a Hyper Beam that hits like a truck — again…')
    await there.until('the others', () => there.state().captions.sent === 3 && there.state().captions.waiting === 0)
    expect(there.state().captions).toMatchObject({ dropped: 0, error: null, last_text: 'a truck - again...' })
    await there.until('a bitrate', () => (there.state().stats?.bitrate_kbps ?? 0) > 0)
    expect(there.events('output.stats.reported').length).toBeGreaterThan(0)

    // More than can be sent before the end.
    await say('One sentence that still goes out. '.repeat(6))
    await there.until('a queue', () => there.state().captions.waiting > 0)
    const asked = performance.now()
    expect((await there.command('obs.stop_stream')).status).toBe(200)
    await there.until('an empty queue', () => there.state().captions.waiting === 0)
    expect(performance.now() - asked).toBeLessThan(1_000)
    const { sent } = there.state().captions
    await there.until('the end', () => there.events('streaming.stopped').length === 1 && !there.state().stream.active)
    await there.until('the broadcast’s end', () => there.events('broadcast.stopped').length === 1)
    await say('The stream is over.')
    expect(there.state().captions).toMatchObject({ sent, waiting: 0, error: null })

    await platform.ended
    const carried = captionsIn(await Bun.file(file('stream.flv')).bytes())
    expect(carried.slice(0, 3)).toEqual([
      'All right, one more run.',
      "Déjà vu: the rival's Blastoise has a Hyper Beam that hits like",
      'a truck - again...',
    ])
    // The last one may have come too late for a picture.
    expect(carried.length).toBeLessThanOrEqual(sent)
    expect(carried.length).toBeGreaterThanOrEqual(sent - 1)
    const probe = await Bun.$`ffprobe -v error -of json -show_streams ${file('stream.flv')}`.json()
    expect(probe.streams.map((stream: { codec_name: string }) => stream.codec_name).toSorted()).toEqual(['aac', 'h264'])
  })

  test('whose platform goes away is reconnecting, and reconnected when it is back', async () => {
    await using first = await rtmpServer({ port, file: file('before.flv') })
    expect((await there.command('obs.start_stream')).status).toBe(200)
    await there.until('the stream', () => there.state().stream.active)
    await first.kill()
    await there.until('the loss', () => there.events('streaming.reconnecting').length === 1)
    await there.until('its state', () => there.state().stream.reconnecting)
    await using _second = await rtmpServer({ port, file: file('after.flv') })
    await there.until('the return', () => there.events('streaming.reconnected').length === 1)
    await there.until('its state', () => there.state().stream.active && !there.state().stream.reconnecting)
    expect((await there.command('obs.stop_stream')).status).toBe(200)
    await there.until('the end', () => there.events('streaming.stopped').length === 2 && !there.state().stream.active)
  })
})
