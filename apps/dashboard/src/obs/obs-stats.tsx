import type { ObsState } from '@landale/protocol'
import { type JSX, Show } from 'solid-js'
import { formatCount } from '@/format.ts'
import { texts } from '@/texts.ts'

/** How OBS itself does: what its own status bar says. */
export function ObsStats(props: { obs: ObsState }): JSX.Element {
  const { stats: words } = texts.obs
  return (
    <Show when={props.obs.stats}>
      {(stats) => {
        const missed = () =>
          stats().render_total_frames === 0 ? 0 : (stats().render_skipped_frames / stats().render_total_frames) * 100
        return (
          <p class="obs-stats" title={props.obs.version === null ? undefined : texts.obs.version(props.obs.version)}>
            <span>{words.fps(stats().fps.toFixed(0))}</span>
            <span>{words.cpu(stats().cpu_percent.toFixed(0))}</span>
            <span>{words.memory(formatCount(Math.round(stats().memory_mb)))}</span>
            <Show when={missed() >= 0.05}>
              <span class="is-wrong" title={words.lateHint}>
                {words.late(missed().toFixed(1))}
              </span>
            </Show>
          </p>
        )
      }}
    </Show>
  )
}
