import { expect, test } from 'bun:test'
import { StreamStatus } from '@landale/protocol'
import { initialViews } from '@/ingest/views.ts'
import { noBroadcast } from './broadcast/tally.ts'
import { nothingPlayed } from './show/chosen.ts'
import { streamStatusOf } from './stream-status.ts'

const sources = { broadcast: noBroadcast, played: nothingPlayed, captionsOn: false, takeover: null, obs: initialViews.obs }

test('of a stream that nobody knows anything of, nothing is made up', () => {
  expect(StreamStatus.parse(streamStatusOf(sources))).toMatchObject({
    on_air_since: null,
    bitrate_kbps: null,
    dropped_percent: null,
    scene: null,
  })
})

test('what OBS sends is said while it streams, with the share of what it could not send', () => {
  const stats = {
    fps: 60,
    cpu_percent: 4,
    memory_mb: 300,
    render_skipped_frames: 0,
    render_total_frames: 6_000,
    output_skipped_frames: 30,
    output_total_frames: 6_000,
    bitrate_kbps: 5_900,
    congestion: 0,
  }
  const obs = { ...initialViews.obs, program: 'Gameplay', stats, stream: { active: true, since: 5, reconnecting: false } }
  const played = { ...nothingPlayed, title: 'One more run', scene: 'Before OBS was away' }
  expect(streamStatusOf({ ...sources, played, obs })).toMatchObject({
    title: 'One more run',
    scene: 'Gameplay',
    bitrate_kbps: 5_900,
    dropped_percent: 0.5,
    fps: 60,
  })
  expect(streamStatusOf({ ...sources, obs: { ...obs, stream: initialViews.obs.stream } }).bitrate_kbps).toBeNull()
})
