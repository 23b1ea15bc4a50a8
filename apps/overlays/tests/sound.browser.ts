// What a page sounds, in a real Chromium against the real server: the sounds themselves go through the browser's own decoder.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import {
  address,
  command,
  openBrowser,
  openWatched,
  type Page,
  type Server,
  serverProcess,
  type TestBrowser,
  until,
} from './evening-page.ts'

const limitMs = 60_000

let chromium: TestBrowser
beforeAll(async () => {
  chromium = await openBrowser()
}, limitMs)
afterAll(() => chromium[Symbol.asyncDispose]())

type Voice = {
  seconds: number
  volume: number
  startsIn: number
  /** It was told to stop, or has come to its end. */
  isOver: boolean
  /** Every other was over when it began. */
  isAlone: boolean
}

declare global {
  interface Window {
    voices: Voice[]
  }
}

/** Runs in the page, before its own scripts: keeps what is played, as the browser is told to. */
function listen(): void {
  window.voices = []
  const of = new WeakMap<AudioNode, Voice>()
  const gains = new WeakMap<AudioNode, GainNode>()
  const { connect } = AudioNode.prototype
  AudioNode.prototype.connect = function (this: AudioNode, ...to: [never]) {
    if ((to[0] as AudioNode) instanceof GainNode) gains.set(this, to[0])
    return connect.apply(this, to)
  } as typeof connect
  const { start, stop } = AudioBufferSourceNode.prototype
  AudioBufferSourceNode.prototype.start = function (when = 0) {
    const volume = gains.get(this)?.gain.value ?? 1
    const startsIn = when - this.context.currentTime
    const isAlone = window.voices.every(({ isOver }) => isOver)
    const voice = { seconds: this.buffer?.duration ?? 0, volume, startsIn, isOver: false, isAlone }
    this.addEventListener('ended', () => {
      voice.isOver = true
    })
    window.voices.push(voice)
    of.set(this, voice)
    start.call(this, when)
  }
  AudioBufferSourceNode.prototype.stop = function (when = 0) {
    const voice = of.get(this)
    if (voice !== undefined) voice.isOver = true
    stop.call(this, when)
  }
}

/** A page that may sound, with what of the server it asks for. */
async function openListening(
  server: Server,
  options = '',
): Promise<{ page: Page; asked: string[]; voices: () => Promise<Voice[]> }> {
  const asked: string[] = []
  const { page } = await openWatched(chromium, `${address(server, 'alerts')}${options}`, async (empty) => {
    await empty.addInitScript(listen)
    empty.on('request', (request) => asked.push(new URL(request.url()).pathname))
  })
  // A browser lets a page sound once somebody has touched it; OBS's does not ask.
  await page.mouse.click(5, 5)
  return { page, asked, voices: () => page.evaluate(() => window.voices) }
}

const tryOut = (server: Server, type: string) => command(server, 'event.test', { type })

test(
  'a cue sounds as its rule says, a moment before it lands, and the next one takes its place',
  async () => {
    await using server = await serverProcess()
    const { voices, asked } = await openListening(server, '&volume=50')
    await tryOut(server, 'channel.raided')
    await until('the raid sounds', async () => (await voices()).length === 1)
    const [raid] = await voices()
    expect(raid?.seconds).toBeCloseTo(2.6, 1)
    expect(raid).toMatchObject({ volume: 0.5, isAlone: true })
    expect(raid?.startsIn).toBeGreaterThanOrEqual(0)
    expect(raid?.startsIn).toBeLessThanOrEqual(0.13)
    await command(server, 'queue.skip')
    await tryOut(server, 'run.checkpoint.cleared')
    await until('the checkpoint sounds', async () => (await voices()).length === 2)
    const both = await voices()
    expect(both[1]?.seconds).toBeCloseTo(1.2, 1)
    expect(both[1]?.isAlone).toBe(true)
    expect(asked.filter((path) => path.startsWith('/overlay/sounds/'))).toEqual([
      '/overlay/sounds/room',
      '/overlay/sounds/checkpoint',
    ])
  },
  limitMs,
)

test(
  'a page that is asked for silence loads no sound, and one that comes late to a cue is silent',
  async () => {
    await using server = await serverProcess()
    const silent = await openListening(server, '&sound=0')
    await tryOut(server, 'channel.raided')
    await silent.page.waitForSelector('[data-layer="foreground"][data-state="active"]')
    expect([await silent.voices(), silent.asked.filter((path) => path.includes('sounds'))]).toEqual([[], []])
    const late = await openListening(server)
    await late.page.waitForSelector('[data-layer="foreground"][data-state="active"]')
    expect(await late.voices()).toEqual([])
  },
  limitMs,
)
