import type { Random } from './random.ts'

const burstFactor = 4
const burstMs = 4_000
const meanGapMs = 30_000

/**
 * How busy the moments are: a viewer who writes makes others write, so chat comes in bursts, and what they have too much the rest
 * has too little. Gives the way from a steady time to the busy one: both end at `endMs`. Ask with times that only grow.
 */
export function createIntensity(random: Random, endMs: number): (steadyMs: number) => number {
  const edges = [0]
  for (let at = random.gap(meanGapMs); at + burstMs <= endMs; at += burstMs + random.gap(meanGapMs)) edges.push(at, at + burstMs)
  edges.push(endMs)
  const factor = (piece: number) => (piece % 2 === 1 ? burstFactor : 1)
  const lengthOf = (piece: number) => (edges[piece + 1] ?? endMs) - (edges[piece] ?? 0)
  let work = 0
  for (let piece = 0; piece < edges.length - 1; piece += 1) work += lengthOf(piece) * factor(piece)
  let piece = 0
  let before = 0
  return (steadyMs) => {
    const wanted = (steadyMs / endMs) * work
    while (piece < edges.length - 2 && before + lengthOf(piece) * factor(piece) <= wanted) {
      before += lengthOf(piece) * factor(piece)
      piece += 1
    }
    return (edges[piece] ?? 0) + (wanted - before) / factor(piece)
  }
}
