import type { ChatLine } from '@landale/protocol'

/** A message on screen: `leaving` is on its way out, and keeps its place until it is. */
export type Entry = { readonly id: string; readonly line: ChatLine; readonly phase: 'here' | 'leaving' }

export type Roll = {
  /** Oldest first. */
  readonly entries: readonly Entry[]
  /** The newest message that has had its time: it and all before it do not come back, though newer ones be taken back. */
  readonly goneUpTo: string
  /** When the next message has had its time, in ms since the epoch; null where none will by itself. */
  readonly lookAgainAt: number | null
}

/** More would be a crowd at the door: the oldest of them are out at once. */
const mostLeaving = 3

export const emptyRoll: Roll = { entries: [], goneUpTo: '', lookAgainAt: null }

/**
 * What is on screen now, from what was and what the server says. What is past the limit or its time leaves; what is not among the
 * server's lines any more, a moderator's doing or not, is not among these either.
 */
export function nextRoll(
  roll: Roll,
  lines: readonly ChatLine[],
  { limit, fade, now }: { limit: number; fade: number; now: number },
): Roll {
  const fadeMs = fade * 1_000
  const lastGone = lines.findLastIndex(({ id, at }) => id <= roll.goneUpTo || (fadeMs > 0 && at + fadeMs <= now))
  const first = Math.max(lastGone + 1, lines.length - limit)
  const known = new Map(roll.entries.map(({ id, line }) => [id, line]))
  const entry = (line: ChatLine, phase: Entry['phase']) => ({ id: line.id, line: unchanged(known.get(line.id), line), phase })
  const leaving = lines.slice(0, first).filter(({ id }) => known.has(id))
  const oldest = lines[first]
  return {
    entries: [
      ...leaving.slice(-mostLeaving).map((line) => entry(line, 'leaving')),
      ...lines.slice(first).map((line) => entry(line, 'here')),
    ],
    goneUpTo: newest(roll.goneUpTo, lines[first - 1]?.id),
    lookAgainAt: fadeMs > 0 && oldest !== undefined ? oldest.at + fadeMs : null,
  }
}

/** Of the messages that are here, those that do not fit into the room leave, the oldest first; the newest stays whatever its height. */
export function fitRoll(roll: Roll, heightOf: (id: string) => number, room: number): Roll {
  const here = roll.entries.filter(({ phase }) => phase === 'here')
  let height = 0
  const misfit = here.findLast(({ id }, index) => {
    height += heightOf(id)
    return height > room && index < here.length - 1
  })
  if (misfit === undefined) return roll
  const goneUpTo = newest(roll.goneUpTo, misfit.id)
  const entries = roll.entries.map((entry) => (entry.id <= goneUpTo ? { ...entry, phase: 'leaving' as const } : entry))
  return { ...roll, entries, goneUpTo }
}

/** Without those on their way out. */
export function withoutLeaving(roll: Roll): Roll {
  return { ...roll, entries: roll.entries.filter(({ phase }) => phase === 'here') }
}

/** Without the one that has left. */
export function without(roll: Roll, id: string): Roll {
  return { ...roll, entries: roll.entries.filter((entry) => entry.id !== id) }
}

/** A message stays what it was, and is not drawn again for being said again; only what it quotes may be taken back. */
function unchanged(known: ChatLine | undefined, line: ChatLine): ChatLine {
  return known !== undefined && (known.reply_to === null) === (line.reply_to === null) ? known : line
}

/** Ids are in order. */
function newest(one: string, other = ''): string {
  return one > other ? one : other
}
