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
  defineEvent('music.stopped', { ...music, payload: z.object({}), example: {} }),
] as const
