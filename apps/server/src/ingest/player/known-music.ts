import type { Event } from '@landale/protocol'
import { isEventOf } from '@landale/protocol'
import { z } from 'zod'
import { nothing, Playing } from './playing.ts'

/** What the log says that each source of music plays. */
export const KnownMusic = z.object({ player: Playing, rainwave: Playing })
export type KnownMusic = z.infer<typeof KnownMusic>

export const noMusic: KnownMusic = { player: nothing, rainwave: nothing }

export function reduceMusic(music: KnownMusic, event: Event): KnownMusic {
  if (event.source !== 'player' && event.source !== 'rainwave') return music
  const before = music[event.source]
  const playing = reducePlaying(before, event)
  return playing === before ? music : { ...music, [event.source]: playing }
}

function reducePlaying(playing: Playing, event: Event): Playing {
  if (isEventOf(event, 'music.song.changed')) {
    const { title, artist, album, station } = event.payload
    return { state: 'playing', song: { title, artist, album, station } }
  }
  if (isEventOf(event, 'music.stopped')) return playing.state === 'stopped' ? playing : nothing
  if (playing.state === 'stopped') return playing
  if (isEventOf(event, 'music.paused')) return { ...playing, state: 'paused' }
  return isEventOf(event, 'music.resumed') ? { ...playing, state: 'playing' } : playing
}
