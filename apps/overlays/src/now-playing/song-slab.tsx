import { createEffect, on, onCleanup, Show } from 'solid-js'
import type { Song } from './announcement.ts'
import { markOf } from './mark.ts'
import { markPause } from './timeline.ts'

/**
 * A song as it is read: title, artist, what it is from, and how much of it is behind. There is no picture of it: pages load from this
 * server only (its content security policy says so), so `art_url` is left alone, and a letter of the artist's stands for it.
 */
export function SongSlab(props: { song: Song; isPaused: boolean; progress: number | null }) {
  let pause: HTMLDivElement | undefined
  let running: gsap.core.Timeline | undefined
  const from = () => props.song.album ?? props.song.station ?? ''
  const isPaused = () => props.isPaused
  createEffect(
    on(isPaused, (now) => {
      running?.kill()
      if (pause !== undefined) running = markPause(pause, now)
    }),
  )
  onCleanup(() => running?.kill())
  return (
    <>
      <div class="song-mark" aria-hidden="true">
        <bdi class="song-letter" data-letter={markOf(props.song)} />
        <div class="song-heat">
          <bdi class="song-letter" data-letter={markOf(props.song)} />
        </div>
        <div class="song-pause" ref={pause} />
      </div>
      <div class="song-words">
        <div class="song-title" dir="auto" data-step>
          <span class="song-title-run">{props.song.title}</span>
        </div>
        <div class="song-facts" data-step>
          <span class="song-artist" dir="auto">
            {props.song.artist}
          </span>
          <span class="song-from" dir="auto">
            {from()}
          </span>
        </div>
      </div>
      <Show when={props.progress !== null}>
        <div class="song-progress">
          <div
            class="song-behind"
            data-progress={(props.progress ?? 0).toFixed(3)}
            style={{ transform: `scaleX(${props.progress ?? 0})` }}
          />
        </div>
      </Show>
    </>
  )
}
