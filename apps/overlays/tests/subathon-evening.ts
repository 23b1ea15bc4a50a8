import type { RegisteredType } from '@landale/protocol'
import { createRandom } from '@landale/testing'
import { makePayload } from '@landale/testing/simulator/payload/make-payload'
import { createPlan } from '@landale/testing/simulator/plan'
import type { Schedule } from '@landale/testing/simulator/scenarios'
import { createWorld } from '@landale/testing/simulator/world'

const second = 1_000
const minute = 60 * second
const messagesPerSecond = 5

/** What is tried in it, and how often. About half of the time something is on. */
const schedules: readonly Schedule[] = [
  { story: 'follow', firstMs: 2 * second, everyMs: 40 * second },
  { story: 'subscription', firstMs: 6 * second, everyMs: 75 * second },
  { story: 'resubscription', firstMs: 12 * second, everyMs: 2.5 * minute },
  { story: 'cheer', firstMs: 18 * second, everyMs: 70 * second },
  { story: 'redemption', firstMs: 24 * second, everyMs: 2 * minute },
  { story: 'song', firstMs: 1 * second, everyMs: 3.5 * minute },
  { story: 'moderation', firstMs: 28 * second, everyMs: 90 * second },
  { story: 'run', firstMs: 5 * second, everyMs: 8 * minute },
  { story: 'checkpoint', firstMs: 10 * second, everyMs: 2 * minute },
  { story: 'raid', firstMs: 30 * second, everyMs: 9 * minute },
  { story: 'hypeTrain', firstMs: 15 * second, everyMs: 12 * minute },
  { story: 'goal', firstMs: 8 * second, everyMs: 10 * minute },
  { story: 'donation', firstMs: 40 * second, everyMs: 15 * minute },
  { story: 'sweep', firstMs: 58 * second, everyMs: 25 * minute },
]

/** By turns, so that each show's furniture stands. */
const games = [
  [0, 'Just Chatting'],
  [40 * second, 'Pokémon FireRed/LeafGreen'],
] as const
const takeovers = ['technical-difficulties', 'please-stand-by', 'screen-cover', 'custom'] as const

/** What happens in a second: what viewers and sources did, and what the streamer's hand does. */
export type Second = {
  events: { type: string; actor: string; source: string; payload: object }[]
  commands: { name: string; payload: object }[]
}

/** A subathon, a second at a time. One seed gives one of them; `startsAt` is when it begins by the server's clock. */
export function* subathon({ seed, minutes, startsAt }: { seed: number; minutes: number; startsAt: number }): Generator<Second> {
  const random = createRandom(seed)
  const world = createWorld(random, startsAt)
  const endMs = minutes * minute
  const plan = createPlan({ world, schedules, stretch: 1, endMs })

  const said = (type: RegisteredType, payload: object = makePayload(type, world)) => {
    const user = 'user' in payload ? (payload.user as { id: string } | null) : null
    return { type, actor: `twitch:${user?.id ?? 'somebody'}`, source: 'twitch', payload }
  }
  const bomb = () => {
    const total = random.int(1, 100)
    world.giftsLeft = total
    return [said('channel.subscription.gifted'), ...Array.from({ length: total }, () => said('channel.subscribed'))]
  }
  const each = (everyMs: number, atMs: number, firstMs = 0) => atMs >= firstMs && (atMs - firstMs) % everyMs === 0

  for (let atMs = 0; atMs < endMs; atMs += second) {
    world.now = startsAt + atMs
    const events = Array.from({ length: messagesPerSecond }, () => said('chat.message.sent'))
    for (let beat = plan.next(atMs); beat !== undefined; beat = plan.next(atMs)) {
      beat.prepare?.(world)
      events.push(said(beat.type))
    }
    if (each(3 * minute, atMs, 20 * second)) events.push(...bomb())
    for (const [firstMs, category_name] of games) {
      if (!each(2 * minute, atMs, firstMs)) continue
      events.push(said('channel.updated', { title: 'A subathon', language: 'en', category_id: '1', category_name }))
    }
    const commands: Second['commands'] = []
    if (each(2 * minute, atMs, 9 * second)) commands.push({ name: 'counter.set', payload: { counter: 'deaths', add: 1 } })
    // It is reached again and again, and each time there is a next one.
    if (each(15 * minute, atMs, 14 * second)) {
      commands.push({ name: 'goal.set', payload: { goal: 'subs', current: 0, target: random.int(20, 200) } })
    }
    if (each(12 * minute, atMs, 45 * second)) {
      const kind = random.pick(takeovers)
      commands.push({ name: 'takeover.start', payload: { kind, message: 'Back in a moment.', duration_ms: 8 * second } })
    }
    yield { events, commands }
  }
}
