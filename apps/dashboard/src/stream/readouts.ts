import type { StreamStatus } from '@landale/protocol'
import { formatCount } from '@/format.ts'
import { formatElapsed } from '@/stream/elapsed.ts'
import { texts } from '@/texts.ts'

/** From here on viewers notice. */
const droppedLimitPercent = 1

/** One figure of the broadcast. `isWrong`: the streamer should look at it. */
export type Readout = { id: string; name: string; value: string; isWrong: boolean }

/** What is known of the broadcast in figures, in the order that it is read in. `now` is the server's time. */
export function readoutsOf(status: StreamStatus, now: number): readonly Readout[] {
  const { status: words } = texts.stream
  const { bitrate_kbps, dropped_percent, fps, record, scene, stream } = status
  const readouts: (Readout | undefined)[] = [
    scene === null ? undefined : figure('scene', words.scene, scene),
    bitrate_kbps === null
      ? undefined
      : figure('bitrate', words.bitrate, words.kbps(formatCount(Math.round(bitrate_kbps))), stream.reconnecting),
    dropped_percent === null || !stream.active
      ? undefined
      : figure('dropped', words.dropped, words.percent(dropped_percent.toFixed(1)), dropped_percent >= droppedLimitPercent),
    fps === null ? undefined : figure('fps', words.fps, fps.toFixed(0)),
    record.active ? figure('record', words.record, recordWords(record, now)) : undefined,
  ]
  return readouts.filter((readout) => readout !== undefined)
}

/** What came since the broadcast began, without what did not; nothing once it is over. */
export function tallyWords({ tally, on_air_since }: Pick<StreamStatus, 'tally' | 'on_air_since'>): readonly string[] {
  const { tally: words } = texts.stream
  if (on_air_since === null) return []
  const kinds = ['follows', 'subs', 'bits', 'raids'] as const
  return kinds.filter((kind) => tally[kind] > 0).map((kind) => words[kind](tally[kind], formatCount(tally[kind])))
}

function recordWords({ since, paused }: StreamStatus['record'], now: number): string {
  const { status: words } = texts.stream
  const clock = since === null ? words.on : formatElapsed(now - since)
  return paused ? words.paused(clock) : clock
}

function figure(id: string, name: string, value: string, isWrong = false): Readout {
  return { id, name, value, isWrong }
}
