import { type Cue, layerNames, type QueueView } from '@landale/protocol'

type Playing = Pick<QueueView['playing'][number], 'id' | 'layer' | 'started_at' | 'left_ms'>
type Foreseen = Pick<Cue, 'id' | 'layer' | 'starts_at' | 'duration_ms'>

const depth = (layer: Playing['layer']) => layerNames.indexOf(layer)

/** Whether something is in front of it, and its time stands still. */
export function isBehind(cue: Playing, playing: readonly Playing[]): boolean {
  return playing.some((other) => depth(other.layer) < depth(cue.layer))
}

/**
 * How long a cue is still to be seen. The stage foresees when each is over, with the time that others stand in front of it; that time
 * is taken off again. Times are the server's, in ms.
 */
export function timeLeft(cue: Playing, foreseen: readonly Foreseen[], now: number): number {
  const self = foreseen.find(({ id, starts_at }) => id === cue.id && starts_at <= now)
  if (self === undefined) return between(cue.started_at + cue.left_ms - now, cue.left_ms)
  const end = self.starts_at + self.duration_ms
  const covered = foreseen
    .filter(({ layer }) => depth(layer) < depth(cue.layer))
    .reduce((sum, front) => sum + overlap(front, now, end), 0)
  return between(end - now - covered, cue.left_ms)
}

function overlap({ starts_at, duration_ms }: Foreseen, from: number, to: number): number {
  return Math.max(0, Math.min(starts_at + duration_ms, to) - Math.max(starts_at, from))
}

function between(ms: number, most: number): number {
  return Math.max(0, Math.min(ms, most))
}
