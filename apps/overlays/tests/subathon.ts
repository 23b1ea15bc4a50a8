import { join } from 'node:path'
import { api } from '@landale/testing/server'
import { address, command, openWatched, type Server, serverProcess, type TestBrowser, temporaryFolder } from './evening-page.ts'
import { writeShows } from './stage-shows.ts'
import { goFaster } from './subathon-clock.ts'
import { type Second, subathon } from './subathon-evening.ts'
import { openScales, type PageTake, type ServerTake, weighServer } from './subathon-measure.ts'
import { changesFor, serveEmotes } from './subathon-setting.ts'
import { watchStage } from './subathon-watch.ts'

/** The pages that are open at once. */
export const overlays = ['stage', 'alerts', 'chat', 'emotes'] as const
export type Watched = (typeof overlays)[number]

/** What everything takes up, and how far the evening was by then. */
export type Sample = { atMinute: number; events: number; server: ServerTake; pages: Record<Watched, PageTake> }

export type SubathonOptions = {
  chromium: TestBrowser
  seed: number
  /** How many times as fast as the wall's clock its time goes. */
  speed: number
  /** It is played in rounds, after one that only warms up; at the end of each everything comes out. */
  rounds: number
  roundMinutes: number
  /** How often it is measured meanwhile. */
  everyMinutes: number
  onSample?: (sample: Sample) => void
}

export type SubathonReport = {
  /** With nothing on: after the warm-up, and after each round. */
  empty: Sample[]
  /** In the middle of it. */
  busy: Sample[]
  events: number
  /** Cues by what became of them. */
  outcomes: Record<string, number>
  /** Whether the subathon's timer came to its cap, and whether its time was up then. */
  timer: { wasCapped: boolean; wasOver: boolean }
  /** How often a page lost its server: a second of the wall's clock without a word is long at this speed. */
  cutOff: number
  faults: string[]
}

/** Plays a subathon to pages that stand open all along, at a speed at which both clocks run. */
export async function playSubathon(options: SubathonOptions): Promise<SubathonReport> {
  const { chromium, seed, speed, rounds, roundMinutes, everyMinutes } = options
  const base = Date.now()
  const now = () => base + (Date.now() - base) * speed
  using emotes = serveEmotes()
  using folder = temporaryFolder()
  await writeShows(join(folder.path, 'config'), changesFor(roundMinutes))
  await using server = await serverProcess({
    dataDir: folder.path,
    environment: {
      BUN_OPTIONS: `--preload=${join(import.meta.dir, 'subathon-server.ts')}`,
      SUBATHON_BASE: String(base),
      SUBATHON_SPEED: String(speed),
      TWITCH_EMOTES_URL: emotes.url,
    },
  })
  using watch = watchStage(server)
  const opened = await Promise.all(
    overlays.map(async (name) => {
      const watched = await openWatched(chromium, address(server, name), (page) => page.addInitScript(goFaster, { base, speed }))
      return { name, ...watched, weigh: await openScales(watched.page) }
    }),
  )

  const report = { empty: [] as Sample[], busy: [] as Sample[] }
  let events = 0
  let atMinute = 0
  async function sample(): Promise<Sample> {
    const pages = {} as Record<Watched, PageTake>
    for (const { name, weigh } of opened) pages[name] = await weigh()
    const taken = { atMinute, events, server: await weighServer(server), pages }
    options.onSample?.(taken)
    return taken
  }

  /** Everything comes out, nothing stands, and then nothing moves. */
  async function empty(): Promise<Sample> {
    for (const [name, payload] of closing) await command(server, name, payload)
    await append(server, [{ type: 'chat.cleared', actor: 'twitch:1', source: 'twitch', payload: {} }])
    await watch.quiet()
    for (const { page } of opened) await page.waitForFunction(isBare, undefined, { polling: 50 })
    return await sample()
  }

  async function play(round: number): Promise<void> {
    await command(server, 'show.unpin')
    await command(server, 'timer.start', { timer: 'subathon' })
    const startsAt = now()
    let measuring: Promise<void> = Promise.resolve()
    let seconds = 0
    for (const { events: said, commands } of subathon({ seed: seed + round, minutes: roundMinutes, startsAt })) {
      const waitMs = (startsAt + seconds * 1_000 - now()) / speed
      if (waitMs > 0) await Bun.sleep(waitMs)
      await append(server, said)
      for (const { name, payload } of commands) await command(server, name, payload)
      events += said.length
      seconds += 1
      atMinute = round * roundMinutes + seconds / 60
      // Beside it, so that the evening goes on meanwhile.
      if (round > 0 && seconds % (everyMinutes * 60) === 0)
        measuring = measuring.then(async () => void report.busy.push(await sample()))
    }
    await measuring
  }

  for (let round = 0; round <= rounds; round += 1) {
    await play(round)
    report.empty.push(await empty())
  }
  const faults = opened.flatMap(({ faults }) => faults)
  // Each begins without a server.
  const cutOff = opened.flatMap(({ notes }) => notes.filter(({ state }) => state === 'cut off').slice(1)).length
  for (const { page } of opened) await page.context().close()
  return { ...report, events, outcomes: watch.outcomes, timer: watch.timer, cutOff, faults }
}

const closing = [
  ['timer.stop', { timer: 'subathon' }],
  ['takeover.end', {}],
  ['show.pin', { show: 'empty' }],
] as const

/** Runs in a page: nothing of what comes and goes is there, and nothing moves. */
function isBare(): boolean {
  const isGone = document.querySelector('.slab, .ticker, .train, .timer, .furniture, .line, .flake') === null
  return isGone && window.gsap?.globalTimeline.getChildren(false).length === 0 && document.documentElement.dataset.cover !== 'up'
}

async function append(server: Server, events: Second['events']): Promise<void> {
  const { status, body } = await api(server, 'worker', '/v1/sessions/current/append', { events })
  if (status !== 201) throw new Error(`append: ${status} ${JSON.stringify(body)}`)
}
