import { TakeoverKind as Kind, type TakeoverKind } from '@landale/protocol'

/** The kind of takeover a cue is; one that this build does not know is a plain cover. */
export function kindOf(cueKind: string): TakeoverKind {
  const parsed = Kind.safeParse(cueKind.replace(/^takeover\./, ''))
  return parsed.success ? parsed.data : 'screen-cover'
}

/** The edge a surface comes from and goes to, as how much of its own size it is away. Privacy comes from nowhere: it is there. */
export const away: Readonly<Record<TakeoverKind, { xPercent: number; yPercent: number }>> = {
  'technical-difficulties': { xPercent: 0, yPercent: -100 },
  'please-stand-by': { xPercent: 0, yPercent: 100 },
  'screen-cover': { xPercent: 100, yPercent: 0 },
  custom: { xPercent: -100, yPercent: 0 },
}
