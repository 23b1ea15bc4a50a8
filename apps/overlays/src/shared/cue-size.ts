import type { Cue, CueSize } from '@landale/protocol'

/** How large a cue is drawn. The background is furniture: it stays small whatever it says. */
export function sizeOf({ layer, size }: Pick<Cue, 'layer' | 'size'>): CueSize {
  return layer === 'background' ? 'nod' : size
}
