import type { PartState, SourceStatus } from '@landale/protocol'

const tellEveryMs = 2_000

/** What a source says of itself: `ok`, `degraded`, `down` or `off`, since when, why, and when it last brought an event. */
export class StatusReport {
  readonly name: string
  readonly #now: () => number
  readonly #onChange: () => void
  #state: PartState = 'off'
  #since: number
  #lastEventAt: number | null = null
  #error: string | null = 'not started'
  #toldAt = 0

  constructor({ name, now, onChange }: { name: string; now: () => number; onChange: () => void }) {
    this.name = name
    this.#now = now
    this.#since = now()
    this.#onChange = onChange
  }

  get value(): SourceStatus {
    return { name: this.name, state: this.#state, since: this.#since, last_event_at: this.#lastEventAt, error: this.#error }
  }

  ok(): void {
    this.#set('ok', null)
  }

  /** It works, but not all of it. */
  degraded(reason: string): void {
    this.#set('degraded', reason)
  }

  down(reason: string): void {
    this.#set('down', reason)
  }

  /** Not set up; `reason` says what to set. */
  off(reason: string): void {
    this.#set('off', reason)
  }

  /** An event came. Told every two seconds at the most: events come by the thousand. */
  heard(): void {
    const now = this.#now()
    const isNews = now - this.#toldAt >= tellEveryMs
    this.#lastEventAt = now
    if (!isNews) return
    this.#toldAt = now
    this.#onChange()
  }

  #set(state: PartState, error: string | null): void {
    if (this.#state === state && this.#error === error) return
    if (this.#state !== state) this.#since = this.#now()
    this.#state = state
    this.#error = error
    this.#onChange()
  }
}
