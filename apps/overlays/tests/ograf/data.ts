import type { OverlayName } from '@landale/protocol'
import { sampleCue, sampleState } from '@/shared/samples.ts'

const cues: { readonly [Name in OverlayName]?: Readonly<Record<'first' | 'other', string>> } = {
  alerts: { first: 'resub', other: 'cheer' },
  takeover: { first: 'standby', other: 'technical' },
}

/** What an operator would hand to a graphic, of the samples; `other`: something else to update it with. */
export function dataFor(name: OverlayName, now: number, which: 'first' | 'other' = 'first'): Record<string, unknown> {
  const sample = cues[name]?.[which]
  if (sample !== undefined) {
    const { kind, layer, size, payload } = sampleCue(sample, { id: '', startsAt: now })
    return name === 'takeover' ? { kind: kind.replace('takeover.', ''), ...payload } : { kind, layer, size, ...payload }
  }
  return sampleState(name, which === 'first' ? now : now + 1_000)
}
