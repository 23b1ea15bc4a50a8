import { z } from 'zod'
import { TakeoverKind } from '../event/stage.ts'
import { BroadcastTally } from './ticker.ts'

/** The state of `stream:status`: how the broadcast does, at a glance. Times are ms since the epoch; null: not known, or none. */
export const StreamStatus = z.object({
  on_air_since: z.number().nullable(),
  title: z.string(),
  category: z.object({ id: z.string(), name: z.string() }).nullable(),
  scene: z.string().nullable(),
  /** OBS's outputs. */
  stream: z.object({ active: z.boolean(), since: z.number().nullable(), reconnecting: z.boolean() }),
  record: z.object({ active: z.boolean(), since: z.number().nullable(), paused: z.boolean() }),
  bitrate_kbps: z.number().nullable(),
  /** Of the frames that were to be sent, those that were not, in per cent. */
  dropped_percent: z.number().nullable(),
  fps: z.number().nullable(),
  captions_on: z.boolean(),
  takeover: TakeoverKind.nullable(),
  /** Since the broadcast began. */
  tally: BroadcastTally,
})
export type StreamStatus = z.infer<typeof StreamStatus>
