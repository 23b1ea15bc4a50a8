import type { NowPlayingState } from '@landale/protocol'

/** A song that has just begun. */
export function sampleSong(now: number): NowPlayingState {
  const song = {
    title: 'Aquatic Ambience',
    artist: 'David Wise',
    album: 'Donkey Kong Country',
    station: null,
    art_url: null,
    duration_ms: 203_000,
    began_at: now - 1_000,
    source: 'player',
  }
  return { song, is_paused: false }
}
