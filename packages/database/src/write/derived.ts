import { amountOf, type Event, registry, wordsOf } from '@landale/protocol'

type Person = { platform: string; id: string; login: string; name: string; first_seen_at: string; last_seen_at: string }
type Tally = { bucket: string; type: string; origin: string; actor?: string; events: number; amount: number }

const hourLength = 'YYYY-MM-DDTHH'.length
const dayLength = 'YYYY-MM-DD'.length

/** What a batch of events means to the tables beside `events`, gathered while they go by. */
export class Derived {
  readonly transcriptions: object[] = []
  readonly contexts: object[] = []
  readonly runs: object[] = []
  readonly checkpoints: object[] = []
  readonly #people = new Map<string, Person>()
  readonly #hours = new Map<string, Tally>()
  readonly #days = new Map<string, Tally>()

  take(event: Event): void {
    this.#count(event)
    this.#see(event)
    const { type, payload } = event
    if (type === 'context.captured') this.contexts.push(event)
    if (!hasOwnTable(type)) return
    // No door lets a payload in that is not what its type says; one that came another way has its event and no more.
    if (registry.get(type)?.payload.safeParse(payload).success !== true) return
    if (type === 'run.started') this.runs.push(event)
    else if (type === 'run.checkpoint.cleared') this.checkpoints.push(event)
    else this.transcriptions.push({ ...event, payload: undefined, ...payload, words: wordsOf(String(payload.text)).join(' ') })
  }

  // Sorted, so that two who write at once would take their rows in one order.
  get people(): Person[] {
    return sorted(this.#people)
  }

  get hours(): Tally[] {
    return sorted(this.#hours)
  }

  get days(): Tally[] {
    return sorted(this.#days)
  }

  #count(event: Event): void {
    const { type, actor, metadata, inserted_at } = event
    const amount = amountOf(event) ?? 0
    const { origin } = metadata
    const hour = `${inserted_at.slice(0, hourLength)}:00Z`
    const day = `${inserted_at.slice(0, dayLength)}T00:00Z`
    add(this.#hours, `${hour} ${type} ${origin}`, { bucket: hour, type, origin, events: 1, amount })
    add(this.#days, `${day} ${type} ${origin} ${actor}`, { bucket: day, type, origin, actor, events: 1, amount })
  }

  /** Whom an event shows: its payload's `user`, on the platform that its actor is of. What was only tried is nobody's visit. */
  #see({ actor, payload, metadata, inserted_at }: Event): void {
    const { user } = payload
    if (metadata.origin !== 'live' || typeof user !== 'object' || user === null) return
    const { id, login, name } = user as Record<string, unknown>
    const colon = actor.indexOf(':')
    if (colon < 1 || typeof id !== 'string' || typeof login !== 'string' || typeof name !== 'string') return
    const platform = actor.slice(0, colon)
    const key = `${platform}:${id}`
    const first_seen_at = this.#people.get(key)?.first_seen_at ?? inserted_at
    this.#people.set(key, { platform, id, login, name, first_seen_at, last_seen_at: inserted_at })
  }
}

type OwnTable = 'run.started' | 'run.checkpoint.cleared' | 'utterance.transcribed'

function hasOwnTable(type: string): type is OwnTable {
  return type === 'run.started' || type === 'run.checkpoint.cleared' || type === 'utterance.transcribed'
}

function add(tallies: Map<string, Tally>, key: string, tally: Tally): void {
  const earlier = tallies.get(key)
  if (earlier === undefined) return void tallies.set(key, tally)
  earlier.events += 1
  earlier.amount += tally.amount
}

function sorted<Value>(values: ReadonlyMap<string, Value>): Value[] {
  return [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value)
}
