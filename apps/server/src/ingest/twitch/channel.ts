import { errorFields } from '@landale/service'
import { z } from 'zod'
import type { Live } from '../broadcast.ts'
import type { SourceContext } from '../source.ts'
import type { Notification } from './event-sub/message.ts'
import type { Helix } from './helix.ts'
import { platform } from './translate/person.ts'

const lookAgainMs = 30_000

const Streams = z.object({ data: z.array(z.object({ id: z.string(), title: z.string(), started_at: z.string() })) })
const Channels = z.object({
  data: z.array(
    z.object({
      broadcaster_id: z.string(),
      title: z.string(),
      game_id: z.string(),
      game_name: z.string(),
      broadcaster_language: z.string(),
    }),
  ),
})
const Online = z.object({ id: z.string(), started_at: z.string() })

/** What is known of the channel itself: whether it is on air, and its title and category as they were found. */
export class Channel {
  static readonly kind = { kind: 'platform', source: platform } as const
  readonly #helix: Helix
  readonly #context: SourceContext
  readonly #userId: () => string | undefined
  #found: string | undefined
  #work: Promise<void> = Promise.resolve()
  #cancelLook = () => {}

  constructor({ helix, context, userId }: { helix: Helix; context: SourceContext; userId: () => string | undefined }) {
    this.#helix = helix
    this.#context = context
    this.#userId = userId
  }

  /** Takes the notifications that the broadcast's session turns on; false of any other. */
  takes({ type, event }: Notification): boolean {
    if (type === 'stream.offline') return this.#report({ isLive: false })
    if (type !== 'stream.online') return false
    const online = Online.safeParse(event)
    return this.#report({
      isLive: true,
      ...(online.success ? { streamId: online.data.id, startedAt: Date.parse(online.data.started_at) } : undefined),
    })
  }

  /** Asks how it is now, until Twitch answers: nothing of what happened while nobody listened is sent after. */
  async look(): Promise<void> {
    const { broadcast, clock, logger } = this.#context
    this.#cancelLook()
    try {
      const { data } = await this.#ask('streams', 'user_id', Streams)
      const [stream] = data
      await broadcast.report(Channel.kind, {
        ...(stream
          ? { isLive: true, streamId: stream.id, startedAt: Date.parse(stream.started_at), title: stream.title }
          : { isLive: false }),
        isNews: false,
      })
      await this.#lookAtTitle()
    } catch (error) {
      logger.warn(errorFields(error), 'how the channel is was not found out')
      this.#cancelLook = clock.after(lookAgainMs, () => void this.look())
    }
  }

  /** Nobody listens: what was asked for is not asked again. */
  stopLooking(): void {
    this.#cancelLook()
  }

  async settled(): Promise<void> {
    await this.#work
  }

  #report(live: Live): true {
    this.#work = this.#context.broadcast
      .report(Channel.kind, { ...live, isNews: true })
      .catch((error: unknown) => this.#context.logger.error(errorFields(error), 'the broadcast’s session was not turned'))
    return true
  }

  async #lookAtTitle(): Promise<void> {
    const { data } = await this.#ask('channels', 'broadcaster_id', Channels)
    const [channel] = data
    if (channel === undefined) return
    const { broadcaster_id, title, broadcaster_language: language, game_id: category_id, game_name: category_name } = channel
    const payload = { title, language, category_id, category_name }
    const found = JSON.stringify(payload)
    if (found === this.#found) return
    this.#found = found
    this.#context.log.offer({ type: 'channel.updated', actor: `${platform}:${broadcaster_id}`, source: platform, payload })
  }

  async #ask<Schema extends z.ZodType>(path: string, parameter: string, schema: Schema): Promise<z.infer<Schema>> {
    return await this.#helix.request({ method: 'GET', path, query: { [parameter]: this.#userId() ?? '' }, schema })
  }
}
