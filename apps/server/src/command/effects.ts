import type { EventLog } from '@landale/event-log'
import {
  type CommandName,
  type CommandNameOf,
  type CommandReply,
  ErrorCode,
  Event,
  feedBit,
  isEventOf,
  type NewEvent,
} from '@landale/protocol'
import { errorFields, type Logger } from '@landale/service'
import type { Append } from '@/append.ts'
import { Problem } from '@/http/problem.ts'
import type { CommandHandlers } from '@/ingest/source.ts'
import { fromOperator } from './event-of.ts'

/** Commands under way at once; more are refused, so that a source that hangs cannot gather them. */
const maxRunning = 64
/** Events after a command's start in which its end is looked for. */
const maxLookedThrough = 1_000

type Done = CommandNameOf<'effect' | 'question'>
type Handler = (payload: Record<string, unknown>) => Promise<Record<string, unknown>>

export type EffectsOptions = { append: Append; log: EventLog; logger: Logger; handlers: () => CommandHandlers }

/**
 * What other programs are told to do. That a command begins is durable before it is done, and how it came out after: one that is
 * sent again under its key is answered with how it came out, and one that a crash cut off is refused, never done twice.
 */
export class Effects {
  readonly #options: EffectsOptions
  readonly #running = new Map<number, Promise<CommandReply>>()
  #asking = 0

  constructor(options: EffectsOptions) {
    this.#options = options
  }

  async run(name: CommandNameOf<'effect'>, payload: Record<string, unknown>, key: string | undefined): Promise<CommandReply> {
    const handler = this.#handler(name)
    this.#checkRoom()
    const event: NewEvent = {
      ...fromOperator,
      type: 'command.started',
      payload: { command: name, payload },
      ...(key === undefined ? undefined : { idempotency_key: key }),
    }
    const { events } = await this.#options.append('current', [event])
    const [started] = events
    if (started === undefined) throw new Error('an append of one event came back with none')
    const { position, deduped } = started
    if (deduped) return { ...(await (this.#running.get(position) ?? this.#outcome(position))), position, deduped }
    const work = this.#do(name, position, () => handler(payload)).finally(() => this.#running.delete(position))
    this.#running.set(position, work)
    return { position, deduped, ...(await work) }
  }

  /** Its answer is the asker's alone: nothing of it is in the log. */
  async ask(name: CommandNameOf<'question'>, payload: Record<string, unknown>): Promise<CommandReply> {
    const handler = this.#handler(name)
    this.#checkRoom()
    this.#asking += 1
    try {
      return await handler(payload)
    } finally {
      this.#asking -= 1
    }
  }

  #handler(name: Done): Handler {
    const handler = this.#options.handlers()[name] as Handler | undefined
    if (handler) return handler
    throw new Problem('command_not_found', `nothing here takes ${name}`)
  }

  #checkRoom(): void {
    if (this.#running.size + this.#asking >= maxRunning) throw new Problem('rate_limited', 'too many commands are under way')
  }

  async #do(name: CommandName, started: number, work: () => Promise<Record<string, unknown>>): Promise<CommandReply> {
    const end = (type: string, payload: Record<string, unknown>) =>
      this.#options.append('current', [
        { type, actor: 'system', source: 'system', payload: { command: name, started, ...payload } },
      ])
    try {
      const reply = await work()
      await end('command.finished', { reply })
      return reply
    } catch (error) {
      const problem = error instanceof Problem ? error : this.#unexpected(name, error)
      await end('command.failed', { error: problem.code, message: problem.message.slice(0, 500) })
      throw problem
    }
  }

  #unexpected(name: CommandName, error: unknown): Problem {
    this.#options.logger.error({ command: name, ...errorFields(error) }, 'a command failed')
    return new Problem('internal', 'the command failed; the server’s log says why')
  }

  /** How a command came out that began at `started`, perhaps before a restart. */
  async #outcome(started: number): Promise<CommandReply> {
    const { log } = this.#options
    const rows = await log.readFeeds({
      after: started,
      upTo: log.published,
      feeds: feedBit('system'),
      limit: maxLookedThrough,
    })
    for (const { body } of rows) {
      const event = Event.parse(JSON.parse(body))
      if (isEventOf(event, 'command.finished') && event.payload.started === started) return event.payload.reply
      if (!isEventOf(event, 'command.failed') || event.payload.started !== started) continue
      throw new Problem(toCode(event.payload.error), event.payload.message)
    }
    throw new Problem('command_unfinished', 'the server stopped while this was done; look whether it was, and send it anew', {
      started,
    })
  }
}

function toCode(error: string): Problem['code'] {
  const known = ErrorCode.safeParse(error)
  return known.success ? known.data : 'internal'
}
