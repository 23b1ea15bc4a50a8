import { z } from 'zod'

/** What is heard. `began_at`: when the song would have begun had it never been paused, ms since the epoch; null: not known. */
export const NowPlayingState = z.object({
  song: z
    .object({
      title: z.string(),
      artist: z.string(),
      album: z.string().nullable(),
      station: z.string().nullable(),
      art_url: z.string().nullable(),
      duration_ms: z.number().nullable(),
      began_at: z.number().nullable(),
      source: z.string(),
    })
    .nullable(),
  is_paused: z.boolean(),
})
export type NowPlayingState = z.infer<typeof NowPlayingState>
