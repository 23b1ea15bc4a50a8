import { z } from 'zod'
import { defineEvent } from './define.ts'

const studio = { feeds: ['obs'] as const }
const name = z.string().min(1)

/** What changes in the streamer's OBS, beside its outputs and the scene on program. */
export const studioEvents = [
  defineEvent('scene.preview.changed', {
    ...studio,
    payload: z.object({ scene: name.nullable() }),
    example: { scene: 'Starting soon' },
  }),
  defineEvent('scene.list.changed', {
    ...studio,
    payload: z.object({ scenes: z.array(name).max(1_000) }),
    example: { scenes: ['Gameplay', 'Starting soon'] },
  }),
  defineEvent('studio_mode.changed', { ...studio, payload: z.object({ on: z.boolean() }), example: { on: true } }),
  defineEvent('transition.changed', { ...studio, payload: z.object({ transition: name }), example: { transition: 'Fade' } }),
  defineEvent('source.visibility.changed', {
    ...studio,
    payload: z.object({ scene: name, source: name, visible: z.boolean() }),
    example: { scene: 'Gameplay', source: 'Camera', visible: false },
  }),
  defineEvent('input.mute.changed', {
    ...studio,
    payload: z.object({ input: name, muted: z.boolean() }),
    example: { input: 'Microphone', muted: true },
  }),
  defineEvent('input.volume.changed', {
    ...studio,
    payload: z.object({ input: name, volume_db: z.number() }),
    example: { input: 'Microphone', volume_db: -6.2 },
  }),
  defineEvent('replay_buffer.started', { ...studio, payload: z.object({}), example: {} }),
  defineEvent('replay_buffer.stopped', { ...studio, payload: z.object({}), example: {} }),
  defineEvent('replay_buffer.saved', {
    ...studio,
    payload: z.object({ path: z.string() }),
    example: { path: 'Replay 2026-01-01 20-31-07.mkv' },
  }),
  defineEvent('virtual_camera.started', { ...studio, payload: z.object({}), example: {} }),
  defineEvent('virtual_camera.stopped', { ...studio, payload: z.object({}), example: {} }),
  defineEvent('output.stats.reported', {
    ...studio,
    payload: z.object({
      fps: z.number(),
      cpu_percent: z.number(),
      memory_mb: z.number(),
      render_skipped_frames: z.int().nonnegative(),
      render_total_frames: z.int().nonnegative(),
      output_skipped_frames: z.int().nonnegative(),
      output_total_frames: z.int().nonnegative(),
      /** Of the stream; 0 while it is off. */
      bitrate_kbps: z.number().nonnegative(),
      /** 0 is a free way to the platform, 1 a blocked one. */
      congestion: z.number().min(0).max(1),
    }),
    example: {
      fps: 60,
      cpu_percent: 11.4,
      memory_mb: 612.5,
      render_skipped_frames: 3,
      render_total_frames: 216_000,
      output_skipped_frames: 12,
      output_total_frames: 215_400,
      bitrate_kbps: 5_980,
      congestion: 0.02,
    },
  }),
] as const
