import type { HistoryQuery } from './history.ts'

/** A stretch of time, in ms since the epoch: `from` inclusive, `to` exclusive; open where it is left out. */
export type Stretch = { from: number | undefined; to: number | undefined }

const weekMs = 7 * 86_400_000
/** How long each stretch is: most pages end in the first, and what is rare is looked for in all the rest at once. */
const lengthsMs = [weekMs, 4 * weekMs, 16 * weekMs]

/**
 * The stretches of time that a page is looked for in, one after the other, until it is full: together all of what is asked, in its
 * order, none twice. A server with chunks has then only those of a stretch to plan for, however many years there are.
 */
export function stretchesOf(
  { filter, order, cursor }: Pick<HistoryQuery, 'filter' | 'order' | 'cursor'>,
  now: number,
): Stretch[] {
  const isBack = order === 'desc'
  const from = isBack ? filter.from : later(filter.from, cursor?.at)
  const to = isBack ? sooner(filter.to, cursor === undefined ? undefined : cursor.at + 1) : filter.to
  // Forth from the very beginning: nobody knows when that was.
  const start = isBack ? (to ?? now) : from
  if (start === undefined) return [{ from, to }]
  const stretches: Stretch[] = []
  let edge = start
  for (const lengthMs of lengthsMs) {
    const next = isBack ? edge - lengthMs : edge + lengthMs
    const isLast = isBack ? from !== undefined && next <= from : to !== undefined && next >= to
    if (isLast) break
    const isFirst = stretches.length === 0
    stretches.push(isBack ? { from: next, to: isFirst ? to : edge } : { from: isFirst ? from : edge, to: next })
    edge = next
  }
  const isWhole = stretches.length === 0
  stretches.push(isBack ? { from, to: isWhole ? to : edge } : { from: isWhole ? from : edge, to })
  return stretches
}

function later(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b)
}

function sooner(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b)
}
