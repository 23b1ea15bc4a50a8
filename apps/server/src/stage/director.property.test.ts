// The director and the layers together, as one night on air: events, the streamer's hand, time, crashes of the server, and a page that
// reloads and is cut off. What the server says is on is what the page's own scheduler and layer machine make of it.
import { expect, test } from 'bun:test'
import {
  begunIn,
  type Content,
  type Effect,
  emptyStage,
  type Input,
  isUp,
  Playhead,
  planFor,
  type StageState,
  transition,
} from '@landale/layers'
import { type Cue, type Event, type LayerName, layerNames, type SettledCue } from '@landale/protocol'
import fc from 'fast-check'
import { createDirector, Director, openingNight } from './director.ts'
import { makeEvent, startedAt, viewer } from './event-maker.fixture.ts'
import { advance } from './queue/advance.ts'
import { waitingCount } from './queue/state.ts'
import { cuesOf } from './queue/view.ts'

const seed = Number(process.env.FAST_CHECK_SEED ?? Math.trunc(Math.random() * 2 ** 31))
const numRuns = Number(process.env.LANDALE_PROPERTY_RUNS ?? 500)
console.log(`director and layers: FAST_CHECK_SEED=${seed}`)

/** Ten thousand nights take half a minute. */
const timeoutMs = 300_000
const maxCues = 8
const direct = createDirector({ maxCues })
/** How long every motion of the page takes. */
const motionMs = 250

type Showing = Content & { cue: Cue }
type Motion = { layer: LayerName; motion: number; at: number }
type Entry = { cue: string; startsAt: number; at: number }

/** A page of the overlay: what it was told last, its stage, and its motions under way. */
class Page {
  stage: StageState<Showing> = emptyStage()
  cues: readonly Cue[] = []
  motions: Motion[] = []
  readonly entries: Entry[] = []
  readonly #onEnter: (cue: string) => void
  readonly #playhead = new Playhead()
  #lookAgainAt: number | null = null

  constructor(onEnter: (cue: string) => void) {
    this.#onEnter = onEnter
  }

  look(now: number): void {
    const { on, lookAgainAt } = this.#playhead.look(this.cues, now, begunIn(this.stage))
    this.#lookAgainAt = lookAgainAt
    const wanted = (layer: LayerName) => {
      const cue = on[layer]
      return cue === null ? undefined : { id: cue.id, cue }
    }
    for (const input of planFor(wanted)) this.#apply(input, now)
  }

  /** The next moment at which something happens by itself. */
  get next(): number | null {
    const moments = [...this.motions.map(({ at }) => at), ...(this.#lookAgainAt === null ? [] : [this.#lookAgainAt])]
    return moments.length === 0 ? null : Math.min(...moments)
  }

  finish(now: number): void {
    for (const motion of this.motions.filter(({ at }) => at <= now)) {
      this.motions = this.motions.filter((other) => other !== motion)
      this.#apply({ kind: 'done', layer: motion.layer, motion: motion.motion }, now)
    }
  }

  #apply(input: Input<Showing>, now: number): void {
    const { state, effects } = transition(this.stage, input)
    this.stage = state
    for (const effect of effects) this.#perform(effect, now)
    // Only one layer has the light.
    expect(layerNames.filter((layer) => isUp(state.layers[layer])).length).toBeLessThanOrEqual(1)
  }

  #perform(effect: Effect<Showing>, now: number): void {
    if (effect.kind === 'report') return
    this.motions.push({ layer: effect.layer, motion: effect.motion, at: now + motionMs })
    if (effect.kind !== 'enter' && effect.kind !== 'swap') return
    const { cue } = effect.content
    this.entries.push({ cue: cue.id, startsAt: cue.starts_at, at: now })
    this.#onEnter(cue.id)
  }
}

/** The whole night: the log is what survives. */
class Night {
  now = startedAt
  log: Event[] = []
  director: Director = openingNight
  snapshot = { length: 0, value: openingNight }
  page: Page | null
  isCutOff = false
  isByHand = false
  readonly settled = new Map<string, SettledCue['outcome']>()
  readonly known = new Set<string>()
  /** Where each cue was on screen: one page shows a showing once. */
  readonly pages: Page[] = []

  constructor() {
    this.page = this.#open()
  }

  #open(): Page {
    const page = new Page((cue) => {
      // A receipt of a page that is cut off is lost.
      if (!this.isCutOff) this.#shown.push(cue)
    })
    this.pages.push(page)
    return page
  }

  readonly #shown: string[] = []

  append(type: string, options: Parameters<typeof makeEvent>[1] = {}): void {
    const event = makeEvent(type, { ...options, atMs: this.now - startedAt })
    this.log.push(event)
    const before = this.director
    this.director = direct(before, event)
    this.#keepBooks(before)
    this.#tell()
  }

  /** What a page that is there is told, as soon as it is another. */
  #tell(): void {
    if (this.page === null) return
    if (!this.isCutOff) this.page.cues = cuesOf(this.director.queue, this.now)
    this.page.look(this.now)
    for (let cue = this.#shown.shift(); cue !== undefined; cue = this.#shown.shift())
      this.append('cue.shown', {
        payload: { cue, overlay: 'alerts', instance: `page ${this.pages.length}` },
        actor: 'overlay:alerts',
      })
  }

  pass(ms: number): void {
    const until = this.now + ms
    for (;;) {
      const next = this.page?.next ?? null
      if (next === null || next > until) break
      this.now = Math.max(this.now, next)
      this.page?.finish(this.now)
      this.#tell()
    }
    this.now = until
    this.#tell()
  }

  save(): void {
    this.snapshot = { length: this.log.length, value: Director.parse(JSON.parse(JSON.stringify(this.director))) }
  }

  /** Killed: what was in memory is gone, the log and the last snapshot are there. Promise 4: it is the same again. */
  crash(): void {
    const again = this.log.slice(this.snapshot.length).reduce(direct, this.snapshot.value)
    expect(again).toEqual(this.director)
    this.director = again
    this.#tell()
  }

  reload(): void {
    this.page = this.#open()
    this.#tell()
  }

  cut(isCutOff: boolean): void {
    this.isCutOff = isCutOff
    this.#tell()
  }

  #keepBooks(before: Director): void {
    const { queue } = this.director
    const was = new Set(before.queue.settled.map(({ cue }) => cue.id))
    for (const { cue, outcome } of queue.settled) {
      if (was.has(cue.id)) continue
      // None is settled twice.
      expect(this.settled.has(cue.id)).toBe(false)
      this.settled.set(cue.id, outcome)
      this.known.add(cue.id)
    }
    const here = layerNames.flatMap((layer) => {
      const { playing, waiting } = queue.lanes[layer]
      return [...(playing ? [playing.cue.id] : []), ...waiting.map(({ id }) => id)]
    })
    expect(new Set(here).size).toBe(here.length)
    for (const id of here) {
      expect(this.settled.has(id)).toBe(false)
      this.known.add(id)
    }
    // None is lost.
    for (const id of this.known) expect(this.settled.has(id) || here.includes(id)).toBe(true)
    // Bounds: an interrupted cue comes back to the line, which it had left before: one a lane above it.
    expect(waitingCount(queue)).toBeLessThanOrEqual(maxCues + layerNames.length)
    expect(queue.settled.length).toBeLessThanOrEqual(100)
    // Weight is never inverted, but by the streamer's hand.
    if (!this.isByHand)
      for (const layer of layerNames) {
        const { playing, waiting } = queue.lanes[layer]
        const isNew = playing !== null && playing.cue.id !== before.queue.lanes[layer].playing?.cue.id
        if (isNew)
          for (const cue of waiting)
            if (cue.queued_at < playing.started_at) expect(cue.priority).toBeLessThanOrEqual(playing.cue.priority)
        // First come, first served among equals; what was interrupted is at the head of its own.
        for (const [index, cue] of waiting.entries()) {
          const next = waiting[index + 1]
          if (next?.priority !== cue.priority || cue.left_ms < cue.duration_ms) continue
          expect(next.queued_at).toBeGreaterThanOrEqual(cue.queued_at)
        }
      }
  }

  /** What viewers saw: a page shows a showing once, within its time, and nothing that was over. */
  checkPages(): void {
    for (const { entries } of this.pages) {
      const showings = entries.map(({ cue, startsAt }) => `${cue} ${startsAt}`)
      expect(new Set(showings).size).toBe(showings.length)
      for (const { at, startsAt } of entries) expect(at).toBeGreaterThanOrEqual(startsAt)
    }
  }

  /** Let the night end by itself: everything comes out, and the page is empty. */
  end(): void {
    this.cut(false)
    this.append('queue.resumed', { payload: {} })
    this.append('queue.do_not_disturb.changed', { payload: { on: false } })
    this.pass(600_000)
    this.append('system.started', { payload: { version: '0' } })
    expect(waitingCount(this.director.queue)).toBe(0)
    for (const id of this.known) expect(this.settled.has(id)).toBe(true)
    for (const layer of layerNames) {
      expect(this.director.queue.lanes[layer].playing).toBeNull()
      expect(this.page?.stage.layers[layer].kind).toBe('hidden')
    }
  }
}

type Command = fc.Command<object, Night>

function command(name: string, run: (night: Night) => void): Command {
  return {
    check: () => true,
    run(_, night) {
      run(night)
      night.checkPages()
    },
    toString: () => name,
  }
}

const anyCue = (night: Night, which: number) => [...night.known].at(which % Math.max(1, night.known.size)) ?? 'cue_gone'
const happens = fc
  .record({
    type: fc.constantFrom(
      'channel.followed',
      'channel.subscribed',
      'channel.cheered',
      'channel.raided',
      'channel.subscription.gifted',
      'channel.reward.redeemed',
      'run.checkpoint.cleared',
      'hype_train.started',
      'chat.message.sent',
    ),
    who: fc.nat(3),
  })
  .map(({ type, who }) => command(`${type} by ${who}`, (night) => night.append(type, { actor: `twitch:${who}` })))
const steers = fc
  .record({
    type: fc.constantFrom(
      'queue.held',
      'queue.resumed',
      'queue.cleared',
      'cue.skipped',
      'cue.removed',
      'cue.moved',
      'dnd',
      'mute',
      'ban',
    ),
    which: fc.nat(20),
    other: fc.nat(20),
  })
  .map(({ type, which, other }) =>
    command(`${type} ${which} ${other}`, (night) => {
      const on = other % 2 === 0
      switch (type) {
        case 'cue.skipped':
        case 'cue.removed':
          return night.append(type, { payload: { cue: anyCue(night, which) } })
        case 'cue.moved':
          night.isByHand = true
          return night.append(type, { payload: { cue: anyCue(night, which), before: other === 0 ? null : anyCue(night, other) } })
        case 'dnd':
          night.isByHand = true
          return night.append('queue.do_not_disturb.changed', { payload: { on } })
        case 'mute':
          return night.append('queue.mute.changed', { payload: { kind: 'channel.followed', on } })
        case 'ban':
          return night.append('chat.user.cleared', { payload: { user: viewer(String(which % 4)) }, actor: 'twitch:1337' })
        default:
          return night.append(type, { payload: {} })
      }
    }),
  )
const passes = fc.oneof(fc.nat(700), fc.nat(12_000)).map((ms) => command(`${ms} ms pass`, (night) => night.pass(ms)))
const goesWrong = fc.constantFrom<Command>(
  command('a snapshot is saved', (night) => night.save()),
  command('the server is killed', (night) => night.crash()),
  command('the page is loaded anew', (night) => night.reload()),
  command('the page is cut off', (night) => night.cut(true)),
  command('the page is back', (night) => night.cut(false)),
)

test(
  'a night of events, hands, crashes and reloads: nothing is lost, shown twice or out of turn, and the log gives it all again',
  () => {
    fc.assert(
      fc.property(
        fc.commands([happens, happens, passes, passes, steers, goesWrong], { maxCommands: 60, size: 'max' }),
        (commands) => {
          const night = new Night()
          fc.modelRun(() => ({ model: {}, real: night }), commands)
          night.end()
          night.checkPages()
          // The log alone gives the director again, bit for bit.
          expect(night.log.reduce(direct, openingNight)).toEqual(night.director)
          expect(advance(night.director.queue, night.now)).toEqual(night.director.queue)
        },
      ),
      { seed, numRuns },
    )
  },
  timeoutMs,
)

test(
  'a cue that begins while a page is there and goes undisturbed is finished, and one that no page was there for is unseen',
  () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            waitMs: fc.nat(9_000),
            type: fc.constantFrom('channel.followed', 'channel.cheered', 'channel.reward.redeemed'),
          }),
          { maxLength: 30 },
        ),
        fc.boolean(),
        (steps, isThere) => {
          const night = new Night()
          night.cut(!isThere)
          for (const { waitMs, type } of steps) {
            night.append(type, { actor: `twitch:${night.log.length}` })
            night.pass(waitMs)
          }
          night.pass(600_000)
          night.append('system.started', { payload: { version: '0' } })
          const outcomes = new Set([...night.settled.values()].filter((outcome) => outcome !== 'dropped'))
          expect([...outcomes]).toEqual(night.settled.size === 0 ? [] : [isThere ? 'finished' : 'unseen'])
        },
      ),
      { seed, numRuns },
    )
  },
  timeoutMs,
)
