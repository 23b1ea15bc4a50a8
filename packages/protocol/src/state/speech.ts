import { z } from 'zod'

/** What was said last, oldest first. Times are ms since the epoch: `said_at` its end, as the microphone heard it. */
export const SpeechState = z.object({
  lines: z.array(
    z.object({ id: z.string(), text: z.string(), language: z.string().nullable(), said_at: z.number(), heard_at: z.number() }),
  ),
})
export type SpeechState = z.infer<typeof SpeechState>
