import { answers } from './answers.ts'
import type { ObsChange, ObsStats } from './change.ts'
import type { Answer, Link } from './link.ts'
import { optional } from './question.ts'
import { refusals } from './refusal.ts'

/** What the stream had sent at a moment, in ms since the epoch. */
export type StreamSample = { bytes: number; at: number }

export type Reading = { changes: ObsChange[]; sample: StreamSample }

/** How fast the stream goes between two samples, in kbit/s; 0 where there is no earlier one of the same stream. */
export function bitrateKbps(before: StreamSample | undefined, now: StreamSample): number {
  if (before === undefined || now.at <= before.at || now.bytes < before.bytes) return 0
  return Math.round(((now.bytes - before.bytes) * 8) / (now.at - before.at))
}

/** Asks how OBS does, and what it does not tell by itself: whether its settings have a replay buffer now. */
export async function readStats(link: Link, before: StreamSample | undefined, now: () => number): Promise<Reading> {
  const [general, stream, replay] = await link.batch([
    { requestType: 'GetStats' },
    { requestType: 'GetStreamStatus' },
    { requestType: 'GetReplayBufferStatus' },
  ])
  const stats = optional(general, answers.GetStats)
  const output = optional(stream, answers.GetStreamStatus)
  const sample = { bytes: output?.outputBytes ?? 0, at: now() }
  const has = replay === undefined ? undefined : hasReplay(replay)
  const changes: ObsChange[] = has === undefined ? [] : [{ kind: 'replay_available', available: has }]
  if (stats === undefined) return { changes, sample }
  const read: ObsStats = {
    fps: round(stats.activeFps),
    cpu_percent: round(stats.cpuUsage),
    memory_mb: round(stats.memoryUsage),
    render_skipped_frames: stats.renderSkippedFrames,
    render_total_frames: stats.renderTotalFrames,
    output_skipped_frames: stats.outputSkippedFrames,
    output_total_frames: stats.outputTotalFrames,
    bitrate_kbps: output?.outputActive ? bitrateKbps(before, sample) : 0,
    congestion: Math.min(1, Math.max(0, output?.outputCongestion ?? 0)),
  }
  return { changes: [...changes, { kind: 'stats', stats: read }], sample }
}

/** Undefined where OBS does not say: it is busy with another scene collection. */
function hasReplay(answer: Answer): boolean | undefined {
  if (answer.ok) return true
  return answer.code === refusals.invalidResourceState ? false : undefined
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
