import type { NewEvent, RegisteredType } from '@landale/protocol'
import { createIntensity } from './intensity.ts'
import { makePayload } from './payload/make-payload.ts'
import { createPlan } from './plan.ts'
import { createRandom } from './random.ts'
import { type ScenarioName, scenarios } from './scenarios.ts'
import { createWorld } from './world.ts'

export type GenerateOptions = {
  seed: number
  /** Events a second, on average over the whole. */
  rate: number
  minutes: number
  scenario: ScenarioName
}

/** An event and when it is due, ms from the beginning. */
export type TimedEvent = { atMs: number; event: NewEvent }

/** The evening begins here on its virtual clock, whatever the time is. */
const beginsAt = Date.parse('2026-01-01T20:00:00.000Z')

/**
 * An evening: chat, and what a scenario tells. The same options give the same events, byte for byte; each has the key under which
 * the log knows it again, so an evening that is sent twice into one session is in it once.
 */
export function* generate({ seed, rate, minutes, scenario }: GenerateOptions): Generator<TimedEvent> {
  const random = createRandom(seed)
  const world = createWorld(random, beginsAt)
  const endMs = minutes * 60_000
  const { opening, stories, closing } = scenarios[scenario]
  const busyTime = createIntensity(random, endMs)
  // Below one event a second the stories would leave no room for chat, so they come as much slower.
  const plan = createPlan({ world, schedules: stories, stretch: Math.max(1, 1 / rate), endMs })
  const key = `simulator:${scenario}:${seed}:${rate}:${minutes}`
  let count = 0

  const timed = (type: RegisteredType, atMs: number): TimedEvent => {
    world.now = beginsAt + atMs
    count += 1
    const metadata = { origin: 'test' as const, occurred_at: new Date(world.now).toISOString() }
    const payload = makePayload(type, world)
    return {
      atMs,
      event: { type, source: 'simulator', actor: 'simulator', payload, metadata, idempotency_key: `${key}:${count}` },
    }
  }

  for (const type of opening) yield timed(type, 0)
  const meanGapMs = 1_000 / rate
  for (let steadyMs = random.gap(meanGapMs); steadyMs < endMs; steadyMs += random.gap(meanGapMs)) {
    const atMs = Math.floor(busyTime(steadyMs))
    const beat = plan.next(atMs)
    beat?.prepare?.(world)
    yield timed(beat?.type ?? 'chat.message.sent', atMs)
  }
  for (const type of closing) yield timed(type, endMs)
}
