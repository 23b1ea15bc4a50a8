import { defaultTheme } from '@landale/protocol'
import { z } from 'zod'

const skipAnimation = z.boolean().optional()

export const PlayParams = z.object({ delta: z.int().optional(), goto: z.int().optional(), skipAnimation })
export const StopParams = z.object({ skipAnimation })
export const UpdateParams = z.object({ data: z.unknown(), skipAnimation })
export const CustomParams = z.object({ id: z.string(), payload: z.unknown(), skipAnimation })

/** What a renderer does with a graphic, by hand or by a schedule. */
export const Action = z.discriminatedUnion('type', [
  z.object({ type: z.literal('playAction'), params: PlayParams }),
  z.object({ type: z.literal('stopAction'), params: StopParams }),
  z.object({ type: z.literal('updateAction'), params: UpdateParams }),
  z.object({ type: z.literal('customAction'), params: CustomParams }),
])
export type Action = z.infer<typeof Action>

/** More than a clip of any length has. */
const mostActions = 10_000

export const Schedule = z.object({
  schedule: z.array(z.object({ timestamp: z.number().nonnegative(), action: Action })).max(mostActions),
})
export type Schedule = z.infer<typeof Schedule>['schedule']

/** Time is moved frame by frame, so that it has an end: a quarter of an hour. */
const longestMs = 900_000

export const TimeParams = z.object({ timestamp: z.number().nonnegative().max(longestMs) })

export const LoadParams = z.object({
  data: z.unknown(),
  renderType: z.enum(['realtime', 'non-realtime']).optional(),
  renderCharacteristics: z.object({ frameRate: z.number().positive().max(1_000).optional() }).optional(),
})
export type LoadParams = z.infer<typeof LoadParams>

const WithTheme = z.object({ data: z.object({ options: z.object({ theme: z.string() }) }) })

/** The theme that is asked for, whatever else is wrong: it is chosen before anything of the graphic is there. */
export function themeIn(params: unknown): string {
  const parsed = WithTheme.safeParse(params)
  return parsed.success ? parsed.data.data.options.theme : defaultTheme
}
