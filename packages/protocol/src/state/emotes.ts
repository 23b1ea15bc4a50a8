import { z } from 'zod'

/** The emotes of one message. */
export const EmoteDrop = z.object({
  /** The event's id, unique and in order. */
  id: z.string(),
  at: z.number(),
  actor: z.string(),
  emotes: z.array(z.object({ id: z.string(), name: z.string() })),
})
export type EmoteDrop = z.infer<typeof EmoteDrop>

/** The last messages with emotes in them, oldest first; what a moderator took back is not among them. */
export const EmotesState = z.object({ drops: z.array(EmoteDrop) })
export type EmotesState = z.infer<typeof EmotesState>
