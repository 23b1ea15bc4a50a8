import { amountOf, bucketOf, type Event, personSeen, registry, type SeenPerson, wordsOf } from '@landale/protocol'

type Visit = SeenPerson & { first_seen_at: string; last_seen_at: string }
type Tally = { bucket: string; type: string; origin: string; actor?: string; events: number; amount: number }

/** What a batch of events means to the tables beside `events`, gathered while they go by. */
export class Derived {
  readonly transcriptions: object[] = []
  readonly contexts: object[] = []
  readonly runs: object[] = []
  readonly checkpoints: object[] = []
  readonly #people = new Map<string, Visit>()
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
    if (type === 'run.started') this.runs.push(runOf(event))
    else if (type === 'run.checkpoint.cleared') this.checkpoints.push(checkpointOf(event))
    // The event's own fields last: a payload may hold others of the same names.
    else this.transcriptions.push({ ...payload, ...event, payload: undefined, words: wordsOf(String(payload.text)).join(' ') })
  }

  // Sorted, so that two who write at once would take their rows in one order.
  get people(): Visit[] {
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
    const [hour, day] = [bucketOf(inserted_at, 'hour'), bucketOf(inserted_at, 'day')]
    add(this.#hours, `${hour} ${type} ${origin}`, { bucket: hour, type, origin, events: 1, amount })
    add(this.#days, `${day} ${type} ${origin} ${actor}`, { bucket: day, type, origin, actor, events: 1, amount })
  }

  #see(event: Event): void {
    const person = personSeen(event)
    if (person === undefined) return
    const key = `${person.platform}:${person.id}`
    const first_seen_at = this.#people.get(key)?.first_seen_at ?? event.inserted_at
    this.#people.set(key, { ...person, first_seen_at, last_seen_at: event.inserted_at })
  }
}

function runOf({ payload, session, position, metadata, inserted_at }: Event): object {
  const { run_id: id, number, game } = payload
  return { id, number, game, session, position, origin: metadata.origin, started_at: inserted_at }
}

function checkpointOf({ payload, session, position, inserted_at }: Event): object {
  const { run_id: run, checkpoint, checkpoint_id } = payload
  return { run, checkpoint, checkpoint_id, session, position, cleared_at: inserted_at }
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
