import { z } from 'zod'
import { defineEvent } from './define.ts'

const music = { feeds: ['music'] as const }

export const musicEvents = [
  defineEvent('music.song.changed', {
    ...music,
    payload: z.object({
      title: z.string().min(1),
      artist: z.string(),
      album: z.string().optional(),
      duration_ms: z.int().positive().optional(),
      /** How far in it was when this was said. */
      position_ms: z.int().nonnegative().optional(),
      art_url: z.url({ protocol: /^https?$/ }).optional(),
      station: z.string().optional(),
    }),
    example: {
      title: 'Aquatic Ambience',
      artist: 'David Wise',
      album: 'Donkey Kong Country',
      duration_ms: 203_000,
      station: 'Game',
    },
  }),
  defineEvent('music.paused', { ...music, payload: z.object({}), example: {} }),
  defineEvent('music.resumed', {
    ...music,
    payload: z.object({ position_ms: z.int().nonnegative().optional() }),
    example: { position_ms: 61_000 },
  }),
  defineEvent('music.stopped', { ...music, payload: z.object({}), example: {} }),
] as const
