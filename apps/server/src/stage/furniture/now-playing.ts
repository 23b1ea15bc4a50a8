import { type Event, isEventOf, type NowPlayingState } from '@landale/protocol'

export const silence: NowPlayingState = { song: null, is_paused: false }

/** What is heard, whichever source says so last. A source's own pause or stop is of its own song only. */
export function reduceNowPlaying(state: NowPlayingState, event: Event): NowPlayingState {
  const at = Date.parse(event.metadata.occurred_at)
  const source = event.source ?? ''
  if (isEventOf(event, 'music.song.changed')) {
    const { title, artist, album, station, art_url, duration_ms, position_ms } = event.payload
    const song = {
      title,
      artist,
      album: album ?? null,
      station: station ?? null,
      art_url: art_url ?? null,
      duration_ms: duration_ms ?? null,
      began_at: at - (position_ms ?? 0),
      source,
    }
    return { song, is_paused: false }
  }
  if (state.song === null || state.song.source !== source) return state
  if (isEventOf(event, 'music.stopped')) return silence
  if (isEventOf(event, 'music.paused')) return state.is_paused ? state : { ...state, is_paused: true }
  if (!isEventOf(event, 'music.resumed')) return state
  const { position_ms } = event.payload
  const began = position_ms === undefined ? null : at - position_ms
  return { song: { ...state.song, began_at: began }, is_paused: false }
}
