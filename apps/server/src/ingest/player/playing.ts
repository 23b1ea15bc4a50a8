import type { NewEvent, NowPlaying, PayloadOf } from '@landale/protocol'
import { z } from 'zod'

/** What makes a song the same song. */
export const Song = z.object({
  title: z.string(),
  artist: z.string(),
  album: z.string().optional(),
  station: z.string().optional(),
})
export type Song = z.infer<typeof Song>

/** What the log knows of what a source plays. */
export const Playing = z.discriminatedUnion('state', [
  z.object({ state: z.enum(['playing', 'paused']), song: Song }),
  z.object({ state: z.literal('stopped') }),
])
export type Playing = z.infer<typeof Playing>

export const nothing: Playing = { state: 'stopped' }

export function isSameSong(one: Song, other: Song): boolean {
  return one.title === other.title && one.artist === other.artist && one.album === other.album && one.station === other.station
}

/**
 * What follows from a player's report, pure. A report that says nothing new, another position of the same song among them, brings
 * no event and gives back the same state. A song that is found paused is shown, and shown as paused.
 */
export function takeReport(playing: Playing, report: NowPlaying, now: number): { playing: Playing; events: NewEvent[] } {
  const event = (type: `music.${string}`, payload: NewEvent['payload']): NewEvent => ({
    type,
    actor: 'system',
    source: 'player',
    payload,
    metadata: { occurred_at: new Date(now).toISOString() },
  })
  if (report.state === 'stopped')
    return playing.state === 'stopped' ? { playing, events: [] } : { playing: nothing, events: [event('music.stopped', {})] }
  const { state, position_ms, ...payload } = report
  const song: Song = { title: payload.title, artist: payload.artist, album: payload.album }
  const next = { state, song }
  const at = position_ms === undefined ? {} : { position_ms }
  if (playing.state === 'stopped' || !isSameSong(playing.song, song)) {
    const changed = event('music.song.changed', { ...payload, ...at } satisfies PayloadOf<'music.song.changed'>)
    return { playing: next, events: state === 'paused' ? [changed, event('music.paused', {})] : [changed] }
  }
  if (playing.state === state) return { playing, events: [] }
  return { playing: next, events: [state === 'paused' ? event('music.paused', {}) : event('music.resumed', at)] }
}
