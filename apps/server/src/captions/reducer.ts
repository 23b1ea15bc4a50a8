import type { Event } from '@landale/protocol'
import { z } from 'zod'

/** Whether what is said goes to the platform as captions: off until somebody turns it on. */
export const CaptionsSetting = z.object({ on: z.boolean() })
export type CaptionsSetting = z.infer<typeof CaptionsSetting>

export const initialCaptions: CaptionsSetting = { on: false }

export function reduceCaptions(setting: CaptionsSetting, { type }: Event): CaptionsSetting {
  const on = type === 'captions.enabled' || (type !== 'captions.disabled' && setting.on)
  return on === setting.on ? setting : { on }
}
