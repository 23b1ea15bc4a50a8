import type { LayerName, QueuedCue } from '@landale/protocol'

/** A cue that waits, as the server says it. */
export function cue(id: string, layer: LayerName = 'midground', more: Partial<QueuedCue> = {}): QueuedCue {
  const payload = { name: 'Mossy_Kettle', deed: 'cheered', figure: '500 bits' }
  const rest = { kind: 'channel.cheered', priority: 40, size: 'cheer', origin: 'live', event: 7, queued_at: 0 } as const
  return { id, layer, ...rest, duration_ms: 6_000, left_ms: 6_000, payload, ...more }
}
