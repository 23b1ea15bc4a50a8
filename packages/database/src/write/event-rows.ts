import { amountOf, type Event, searchText, wordsOf } from '@landale/protocol'
import { element, selectGiven } from './arrays.ts'

/** The columns of `events` with the types that their text is read as. */
const columns = {
  position: 'bigint',
  session: 'text',
  seq: 'bigint',
  inserted_at: 'timestamptz',
  feeds: 'int',
  id: 'text',
  type: 'text',
  source: 'text',
  actor: 'text',
  payload: 'jsonb',
  metadata: 'jsonb',
  refs: 'jsonb',
  idempotency_key: 'text',
  origin: 'text',
  amount: 'bigint',
  words: 'tsvector',
} as const

const names = Object.keys(columns) as (keyof typeof columns)[]

export const insertEvents = `insert into landale.events (${names.join(', ')}) ${selectGiven(columns)} on conflict do nothing`

function json(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value)
}

/** Events as the parameters of `insertEvents`: an array a column. */
export class EventRows {
  readonly #arrays = names.map((): string[] => [])
  #count = 0

  get count(): number {
    return this.#count
  }

  add(event: Event, feeds: number): void {
    const amount = amountOf(event)
    const { payload, metadata, refs } = event
    const row: { [Name in keyof typeof columns]: string | undefined } = {
      position: String(event.position),
      session: event.session,
      seq: String(event.seq),
      inserted_at: event.inserted_at,
      feeds: String(feeds),
      id: event.id,
      type: event.type,
      source: event.source,
      actor: event.actor,
      payload: json(payload),
      metadata: json(metadata),
      refs: json(refs),
      idempotency_key: event.idempotency_key,
      origin: metadata.origin,
      amount: amount === undefined ? undefined : String(amount),
      words: wordsOf(searchText(event)).join(' ') || undefined,
    }
    this.#count += 1
    for (const [index, name] of names.entries()) this.#arrays[index]?.push(element(row[name]))
  }

  get parameters(): string[] {
    return this.#arrays.map((values) => `{${values.join(',')}}`)
  }
}
