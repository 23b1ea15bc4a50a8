import { people } from '../channel.ts'
import { streamer, type TwitchUser } from '../options.ts'

/** The `event` of a notification, as it comes off the wire. */
export type Sample = Readonly<Record<string, unknown>>

const [one = streamer, two = streamer, other = streamer, foreign = streamer] = people

/** Who takes part; the last one's display name is not in Latin letters. */
export const cast = { one, two, other, foreign }

/** A person in the fields that begin with `prefix`. */
export const as = (prefix: string, { id, login, display_name }: TwitchUser): Sample => ({
  [`${prefix}_id`]: id,
  [`${prefix}_login`]: login,
  [`${prefix}_name`]: display_name,
})

export const broadcaster: Sample = as('broadcaster_user', streamer)
export const by = (user: TwitchUser): Sample => as('user', user)
export const startedAt = '2026-03-01T20:00:00.123456789Z'
export const laterAt = '2026-03-01T20:05:00.123456789Z'
