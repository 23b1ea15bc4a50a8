import { type CaptionsState, type Event, isEventOf } from '@landale/protocol'
import type { Clock } from '@landale/service'
import { type Link, RequestRefused } from '../link.ts'
import { refusals } from '../refusal.ts'
import { clear, due, initialPacer, type Pacer, say } from './pacer.ts'

const maxErrorLetters = 200

export type CaptionsOptions = {
  clock: Clock
  isOn: () => boolean
  /** The link to an OBS that streams; undefined while none does. */
  streaming: () => Link | undefined
  changed: () => void
}

/** Sends what is said live to the platform, through OBS's stream: only while that is on, and captions are. */
export class Captions {
  readonly #options: CaptionsOptions
  #pacer: Pacer = initialPacer
  #sent = 0
  #lastText: string | null = null
  #error: string | null = null
  #cancel: (() => void) | undefined
  #isSending = false

  constructor(options: CaptionsOptions) {
    this.#options = options
  }

  get state(): CaptionsState {
    const { waiting, dropped } = this.#pacer
    return {
      on: this.#options.isOn(),
      sent: this.#sent,
      dropped,
      waiting: waiting.length,
      last_text: this.#lastText,
      error: this.#error,
    }
  }

  take(events: readonly Event[]): void {
    const { isOn, streaming, changed } = this.#options
    for (const event of events) {
      if (event.type === 'captions.enabled' || event.type === 'captions.disabled') {
        if (!isOn()) this.end()
        changed()
      }
      if (!isEventOf(event, 'utterance.transcribed') || event.metadata.origin !== 'live') continue
      if (isOn() && streaming()) this.#pacer = say(this.#pacer, event.payload.text)
    }
    if (this.#pacer.waiting.length > 0) this.#pump()
  }

  /** The stream is over, or captions are off: nothing more is sent, and what waits is let go of. */
  end(): void {
    this.#cancel?.()
    this.#cancel = undefined
    const before = this.#pacer
    this.#pacer = clear(before)
    if (this.#pacer !== before) this.#options.changed()
  }

  #pump(): void {
    const { clock, streaming, isOn, changed } = this.#options
    if (this.#isSending || this.#cancel) return
    const link = streaming()
    if (link === undefined || !isOn()) {
      this.end()
      return
    }
    const next = due(this.#pacer, clock.now())
    if (next) {
      this.#pacer = next.pacer
      void this.#send(link, next.caption)
    } else if (this.#pacer.waiting.length > 0) {
      this.#cancel = clock.after(Math.max(0, this.#pacer.nextAt - clock.now()), () => {
        this.#cancel = undefined
        this.#pump()
      })
    }
    changed()
  }

  async #send(link: Link, caption: string): Promise<void> {
    this.#isSending = true
    try {
      await link.call('SendStreamCaption', { captionText: caption })
      this.#sent += 1
      this.#lastText = caption
      this.#error = null
    } catch (error) {
      this.#error = this.#refusal(error)
    } finally {
      this.#isSending = false
    }
    this.#options.changed()
    if (this.#pacer.waiting.length > 0) this.#pump()
  }

  #refusal(error: unknown): string {
    if (!(error instanceof RequestRefused)) return 'OBS did not take the last caption'
    if (error.code === refusals.outputNotRunning) return 'OBS takes captions only while it streams'
    const comment = error.message === '' ? '' : `: ${error.message.slice(0, maxErrorLetters)}`
    return `OBS refuses captions (${error.code})${comment}`
  }
}
