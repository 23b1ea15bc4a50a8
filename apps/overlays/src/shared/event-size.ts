import type { Cue } from '@landale/protocol'

/** How much of the screen, and of the viewers' time, an event takes: a nod, a cheer, or the room. */
export type EventSize = 'nod' | 'cheer' | 'room'

const nods: ReadonlySet<string> = new Set(['channel.followed', 'channel.shoutout.received', 'channel.reward.redeemed'])

/** From this many on, a gift or a cheer takes the room. */
const roomFrom: Readonly<Record<string, number>> = { 'channel.subscription.gifted': 5, 'channel.cheered': 5_000 }

/** The two that end a chapter of a run, and the steps on the way that every second run takes. */
const greatCheckpoints: ReadonlySet<string> = new Set(['GIOVANNI', 'CHAMP'])
const smallCheckpoint = /^(LAB|FIRSTTRAINER|RIVAL\d)$/

export function eventSize({ kind, layer, payload }: Pick<Cue, 'kind' | 'layer' | 'payload'>): EventSize {
  // The background is furniture: it stays small whatever it says.
  if (layer === 'background') return 'nod'
  if (kind === 'run.checkpoint.cleared') return checkpointSize(payload.name ?? '')
  if (kind === 'channel.raided') return 'room'
  if (nods.has(kind)) return 'nod'
  const threshold = roomFrom[kind]
  return threshold !== undefined && amountIn(payload.figure) >= threshold ? 'room' : 'cheer'
}

function checkpointSize(name: string): EventSize {
  if (greatCheckpoints.has(name)) return 'room'
  return smallCheckpoint.test(name) ? 'nod' : 'cheer'
}

/** The first number a figure names, `1,500 bits` → 1500; 0 where it names none. */
export function amountIn(figure: string | undefined): number {
  const digits = figure?.match(/\d[\d.,\u00a0\u202f' ]*/)?.[0].replace(/\D/g, '')
  return digits === undefined ? 0 : Number(digits)
}
