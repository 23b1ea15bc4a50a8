import type { NewEvent } from '@landale/protocol'
import { isSameSong, type Playing, type Song } from '../player/playing.ts'
import type { HeardSong } from './info.ts'

/** The last song that was shown, whether it still is, and its number where this process has heard it. */
export type Listening = { song: Song | null; id: number | null; isShown: boolean }

/** What the log knows from before the start. */
export function listeningOf(playing: Playing): Listening {
  return playing.state === 'stopped' ? { song: null, id: null, isShown: false } : { song: playing.song, id: null, isShown: true }
}

/**
 * What follows from an answer, pure. A song's key is its station, its number and when it began, and nothing of the event depends on
 * when we asked: a server that comes back within the song says the same again, which the log knows. One that was stopped and is
 * heard again is news under a key of its own. A stop has no key: it is said when a song was shown, and only then.
 */
export function takeHeard(
  listening: Listening,
  heard: HeardSong | { kind: 'silence' },
  { station, now }: { station: number; now: number },
): { listening: Listening; events: NewEvent[] } {
  if (heard.kind === 'silence') {
    if (!listening.isShown) return { listening, events: [] }
    const metadata = { occurred_at: new Date(now).toISOString() }
    const stopped = { type: 'music.stopped', actor: 'system', source: 'rainwave', payload: {}, metadata }
    return { listening: { ...listening, isShown: false }, events: [stopped] }
  }
  const { id, startedAt, payload } = heard
  const isSame = isLast(listening, heard)
  const next = { song: payload, id, isShown: true }
  if (isSame && listening.isShown) return { listening: next, events: [] }
  const changed: NewEvent = {
    type: 'music.song.changed',
    actor: 'system',
    source: 'rainwave',
    payload,
    metadata: { occurred_at: new Date(startedAt).toISOString() },
    idempotency_key: `rainwave:${station}:${id}:${startedAt}${isSame ? `:${now}` : ''}`,
  }
  return { listening: next, events: [changed] }
}

function isLast({ song, id }: Listening, heard: HeardSong): boolean {
  return id === null ? song !== null && isSameSong(song, heard.payload) : id === heard.id
}
