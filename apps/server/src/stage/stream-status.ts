import type { ObsState, StreamStatus } from '@landale/protocol'
import type { BroadcastState } from './broadcast/tally.ts'
import type { Played } from './show/chosen.ts'

export type StreamStatusSources = {
  broadcast: BroadcastState
  played: Played
  captionsOn: boolean
  takeover: StreamStatus['takeover']
  obs: ObsState
}

/** How the broadcast does, of what the log says and what OBS says now. */
export function streamStatusOf({ broadcast, played, captionsOn, takeover, obs }: StreamStatusSources): StreamStatus {
  const { stats } = obs
  return {
    on_air_since: broadcast.started_at,
    title: played.title,
    category: played.category,
    scene: obs.program ?? played.scene,
    stream: obs.stream,
    record: obs.record,
    bitrate_kbps: stats === null || !obs.stream.active ? null : stats.bitrate_kbps,
    dropped_percent:
      stats === null || stats.output_total_frames === 0 ? null : (stats.output_skipped_frames / stats.output_total_frames) * 100,
    fps: stats?.fps ?? null,
    captions_on: captionsOn,
    takeover,
    tally: broadcast.tally,
  }
}
