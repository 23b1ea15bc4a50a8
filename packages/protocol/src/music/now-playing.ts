import { z } from 'zod'

/** A song that is said to last longer than this is not one. */
const longestMs = 86_400_000

const text = z.string().max(500)
const ms = z.int().max(longestMs)
const about = {
  album: text.min(1).optional(),
  /** How far in it is. */
  position_ms: ms.nonnegative().optional(),
  duration_ms: ms.positive().optional(),
  art_url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
}

/** What a local player says of itself over `POST /v1/now-playing`, at every change and as often as it likes. */
export const NowPlaying = z.discriminatedUnion('state', [
  z.strictObject({ state: z.enum(['playing', 'paused']), title: text.min(1), artist: text, ...about }),
  z.strictObject({ state: z.literal('stopped'), title: text.optional(), artist: text.optional(), ...about }),
])
export type NowPlaying = z.infer<typeof NowPlaying>

/** `changed`: it was news, and is in the log. */
export const NowPlayingReply = z.object({ changed: z.boolean() })
export type NowPlayingReply = z.infer<typeof NowPlayingReply>
