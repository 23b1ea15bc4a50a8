import { createPeople, type People } from './people.ts'
import type { Random } from './random.ts'

/** What an evening remembers from event to event, so that a poll that ends is the one that began. Made anew for each evening. */
export type World = {
  readonly random: Random
  readonly people: People
  /** The virtual clock, ms since the epoch. */
  now: number
  /** A name that has not been used this evening. */
  id(subject: string): string
  /** Above zero the chat is beside itself. */
  excitement: number
  messages: { message_id: string; user: ReturnType<People['someone']>; text: string }[]
  giftsLeft: number
  scene: string
  recordings: number
  goal: { id: string; current: number; target: number }
  poll: { id: string; votes: number[] }
  prediction: { id: string; users: number[] }
  train: { id: string; level: number; progress: number; goal: number }
  run: { id: string; number: number; checkpoint: number; trainer: string }
}

export function createWorld(random: Random, now: number): World {
  let ids = 0
  const id = (subject: string) => {
    ids += 1
    return `${subject}-${ids}`
  }
  const world: World = {
    random,
    people: createPeople(random),
    now,
    id,
    excitement: 0,
    messages: [],
    giftsLeft: 0,
    scene: 'Starting soon',
    recordings: 0,
    goal: { id: 'goal-0', current: 40, target: 100 },
    poll: { id: 'poll-0', votes: [0, 0, 0] },
    prediction: { id: 'prediction-0', users: [0, 0] },
    train: { id: 'train-0', level: 1, progress: 0, goal: 1_600 },
    run: { id: '', number: random.int(1_200, 1_800), checkpoint: 0, trainer: 'Rival' },
  }
  world.run.id = newRunId(world)
  return world
}

/** A UUIDv7 of the virtual clock and the evening's own chance: a real one would differ from time to time. */
export function newRunId(world: World): string {
  const hex = (digits: number) => Array.from({ length: digits }, () => world.random.int(0, 15).toString(16)).join('')
  const time = world.now.toString(16).padStart(12, '0')
  return `run_${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(12)}`
}
