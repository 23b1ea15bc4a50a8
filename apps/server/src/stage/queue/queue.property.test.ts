import { expect, test } from 'bun:test'
import { type Event, layerNames, type QueuedCue, registry, type SettledCue } from '@landale/protocol'
import fc from 'fast-check'
import { defaultShows } from '../show/default-shows.ts'
import { advance, isGivingWay, nextChange } from './advance.ts'
import { reduceQueue } from './reducer.ts'
import { emptyQueue, Queue, waitingCount } from './state.ts'
import { cuesOf } from './view.ts'

const seed = Number(process.env.FAST_CHECK_SEED ?? Math.trunc(Math.random() * 2 ** 31))
const numRuns = Number(process.env.LANDALE_PROPERTY_RUNS ?? 1_000)
console.log(`queue: FAST_CHECK_SEED=${seed}`)

/** Ten thousand evenings take ten seconds. */
const limitMs = 120_000
const startedAt = Date.parse('2026-03-01T20:00:00.000Z')
const maxCues = 8
const rules = { cues: defaultShows.cues, show: 'variety', isFirst: true }
const reduce = (queue: Queue, event: Event) => reduceQueue(queue, event, { maxCues, rules })

const shown = [
  'channel.followed',
  'channel.subscribed',
  'channel.cheered',
  'channel.raided',
  'channel.subscription.gifted',
  'channel.reward.redeemed',
  'run.checkpoint.cleared',
  'chat.message.sent',
] as const
const steered = [
  'queue.held',
  'queue.resumed',
  'queue.cleared',
  'cue.skipped',
  'cue.removed',
  'cue.moved',
  'cue.shown',
  'ban',
  'dnd',
] as const

type Step = { waitMs: number; what: (typeof shown)[number] | (typeof steered)[number]; who: number; which: number; other: number }
const Steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    waitMs: fc.oneof(fc.nat(500), fc.nat(8_000)),
    what: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...shown) }, { weight: 1, arbitrary: fc.constantFrom(...steered) }),
    who: fc.nat(3),
    which: fc.nat(9),
    other: fc.nat(9),
  }),
  { maxLength: 60, size: 'max' },
)

/** The events of an evening: those that steer name a cue that may be anywhere, or gone. */
function eveningOf(steps: readonly Step[]): Event[] {
  let now = startedAt
  let queue = emptyQueue
  return steps.map(({ waitMs, what, who, which, other }, index) => {
    now += waitMs
    const all = layerNames.flatMap((layer) => {
      const { playing, waiting } = queue.lanes[layer]
      return [...(playing ? [playing.cue.id] : []), ...waiting.map(({ id }) => id)]
    })
    const pick = (n: number) => all[n % Math.max(1, all.length)] ?? 'cue_gone'
    const [type, payload] = ((): [string, unknown] => {
      if (what === 'ban') return ['chat.user.cleared', { user: { id: String(who), login: 'x', name: 'X' } }]
      if (what === 'dnd') return ['queue.do_not_disturb.changed', { on: which % 2 === 0 }]
      if (what === 'cue.moved') return [what, { cue: pick(which), before: other === 0 ? null : pick(other) }]
      if (what === 'cue.shown') return [what, { cue: pick(which), overlay: 'alerts', instance: 'a' }]
      if (what === 'cue.skipped' || what === 'cue.removed') return [what, { cue: pick(which) }]
      return [what, registry.get(what)?.example]
    })()
    const at = new Date(now).toISOString()
    const event: Event = {
      id: `evt_01999999-0000-7000-8000-${String(index + 1).padStart(12, '0')}`,
      position: index + 1,
      session: 'ses_1',
      seq: index + 1,
      type,
      source: 'twitch',
      actor: what === 'ban' ? 'twitch:1337' : `twitch:${who}`,
      payload: payload as Record<string, unknown>,
      metadata: { correlation_id: 'c', origin: 'live', occurred_at: at },
      inserted_at: at,
    }
    queue = reduce(queue, event)
    return event
  })
}

const timeOf = (event: Event) => Date.parse(event.inserted_at)
const everything = (queue: Queue): QueuedCue[] =>
  layerNames.flatMap((layer) => {
    const { playing, waiting } = queue.lanes[layer]
    return [...(playing ? [playing.cue] : []), ...waiting]
  })

function check(property: (events: Event[]) => void): void {
  fc.assert(
    fc.property(Steps, (steps) => property(eveningOf(steps))),
    { seed, numRuns },
  )
}

test(
  'the same events give the same queue, whenever it was looked at, saved or brought back in between',
  () => {
    check((events) => {
      const plain = events.reduce(reduce, emptyQueue)
      // A server that ticks, is killed and comes back from its snapshot at every event.
      const broken = events.reduce((queue, event) => {
        const back = Queue.parse(JSON.parse(JSON.stringify(queue)))
        const ticked = advance(back, timeOf(event) - 1)
        return reduce(ticked, event)
      }, emptyQueue)
      expect(broken).toEqual(plain)
    })
  },
  limitMs,
)

test(
  'no cue is lost and none is settled twice: each is on, waits, or came out one way',
  () => {
    check((events) => {
      const known = new Set<string>()
      const settled = new Map<string, SettledCue['outcome']>()
      let queue = emptyQueue
      for (const event of events) {
        const before = new Set(queue.settled.map(({ cue }) => cue.id))
        queue = reduce(queue, event)
        for (const { cue, outcome } of queue.settled) {
          if (before.has(cue.id)) continue
          expect(settled.has(cue.id)).toBe(false)
          settled.set(cue.id, outcome)
          known.add(cue.id)
        }
        const here = everything(queue).map(({ id }) => id)
        expect(new Set(here).size).toBe(here.length)
        for (const id of here) {
          expect(settled.has(id)).toBe(false)
          known.add(id)
        }
        for (const id of known) expect(settled.has(id) || here.includes(id)).toBe(true)
      }
    })
  },
  limitMs,
)

test(
  'its bounds are kept, and a lane that is free and may go on is never idle',
  () => {
    check((events) => {
      let queue = emptyQueue
      for (const event of events) {
        queue = reduce(queue, event)
        // An interrupted cue comes back to the line, which it had left before: one a lane above the bound.
        expect(waitingCount(queue)).toBeLessThanOrEqual(maxCues + layerNames.length)
        expect(queue.settled.length).toBeLessThanOrEqual(100)
        const next = nextChange(queue)
        if (next !== null) expect(next).toBeGreaterThan(timeOf(event))
        const lanes = layerNames.map((layer) => queue.lanes[layer])
        for (const [index, { playing, waiting }] of lanes.entries()) {
          const inFront = lanes.slice(0, index)
          const isFree = lanes.slice(0, index + 1).every(({ free_at }) => free_at <= timeOf(event))
          const isClear = inFront.every(
            (lane, front) => lane.playing === null && !isGivingWay(queue, layerNames[front] ?? 'foreground'),
          )
          const mayGoOn = !queue.is_held && !queue.do_not_disturb && waiting.length > 0 && isFree && isClear
          if (mayGoOn) expect(playing).not.toBeNull()
          // What is behind another stands still, and nothing else does.
          if (playing !== null) expect(playing.suspended_at === null).toBe(isClear)
        }
      }
    })
  },
  limitMs,
)

test(
  'weight is never inverted, but by hand: nothing begins while a weightier one waits in its line',
  () => {
    check((events) => {
      const byItself = events.filter(({ type }) => type !== 'cue.moved' && type !== 'queue.do_not_disturb.changed')
      let queue = emptyQueue
      for (const event of byItself) {
        const before = queue
        queue = reduce(queue, event)
        for (const layer of layerNames) {
          const { playing, waiting } = queue.lanes[layer]
          const weights = waiting.map(({ priority }) => priority)
          expect(weights).toEqual(weights.toSorted((a, b) => b - a))
          const isNew = playing !== null && playing.cue.id !== before.lanes[layer].playing?.cue.id
          if (isNew)
            for (const cue of waiting)
              if (cue.queued_at < playing.started_at) expect(cue.priority).toBeLessThanOrEqual(playing.cue.priority)
        }
      }
    })
  },
  limitMs,
)

test(
  'what pages are told never overlaps in a layer, and is what then happens if nothing else does',
  () => {
    check((events) => {
      const queue = events.reduce(reduce, emptyQueue)
      const now = events.length === 0 ? startedAt : Math.max(...events.map(timeOf))
      const cues = cuesOf(queue, now)
      for (const layer of layerNames) {
        const line = cues.filter((cue) => cue.layer === layer)
        for (const [index, cue] of line.entries()) {
          const next = line[index + 1]
          if (next) expect(next.starts_at).toBeGreaterThanOrEqual(cue.starts_at + cue.duration_ms)
        }
      }
      for (const cue of cues.filter(({ starts_at }) => starts_at > now)) {
        const then = advance(queue, cue.starts_at)
        expect(then.lanes[cue.layer].playing).toMatchObject({ cue: { id: cue.id }, started_at: cue.starts_at })
      }
    })
  },
  limitMs,
)
