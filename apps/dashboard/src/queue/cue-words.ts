import type { Cue } from '@landale/protocol'

/** Who did it, and what: a viewer's name stands apart, so that it can be set in its own direction. */
export function cueWords({ payload }: Pick<Cue, 'payload'>): { who: string | undefined; what: string } {
  const { name, deed, figure } = payload
  return { who: name, what: figure === undefined ? deed : `${deed} ${figure}` }
}

/** All of it in one line, for what is read aloud. */
export function cueName(cue: Pick<Cue, 'payload'>): string {
  const { who, what } = cueWords(cue)
  return who === undefined ? what : `${who} ${what}`
}
