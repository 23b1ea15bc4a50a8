import { z } from 'zod'

const Output = z.object({
  active: z.boolean(),
  /** When it began, as OBS's own clock of it says; ms since the epoch. */ since: z.number().nullable(),
})

export const CaptionsState = z.object({
  on: z.boolean(),
  sent: z.int().nonnegative(),
  /** Lines that came faster than they may be sent. */
  dropped: z.int().nonnegative(),
  waiting: z.int().nonnegative(),
  last_text: z.string().nullable(),
  error: z.string().nullable(),
})
export type CaptionsState = z.infer<typeof CaptionsState>

/** The state of `dashboard:obs`: the streamer's OBS, asked whole at every connect. Lists are in OBS's own order, top first. */
export const ObsState = z.object({
  connected: z.boolean(),
  version: z.string().nullable(),
  studio_mode: z.boolean(),
  scenes: z.array(z.string()),
  program: z.string().nullable(),
  preview: z.string().nullable(),
  transitions: z.array(z.string()),
  transition: z.string().nullable(),
  stream: Output.extend({ reconnecting: z.boolean() }),
  record: Output.extend({ paused: z.boolean() }),
  /** `available: false`: OBS's settings have no replay buffer. */
  replay: z.object({ available: z.boolean(), active: z.boolean(), last_path: z.string().nullable() }),
  virtual_camera: z.object({ available: z.boolean(), active: z.boolean() }),
  inputs: z.array(z.object({ name: z.string(), kind: z.string(), muted: z.boolean(), volume_db: z.number() })),
  stats: z
    .object({
      fps: z.number(),
      cpu_percent: z.number(),
      memory_mb: z.number(),
      render_skipped_frames: z.int(),
      render_total_frames: z.int(),
      output_skipped_frames: z.int(),
      output_total_frames: z.int(),
      bitrate_kbps: z.number(),
      congestion: z.number(),
    })
    .nullable(),
  captions: CaptionsState,
})
export type ObsState = z.infer<typeof ObsState>
