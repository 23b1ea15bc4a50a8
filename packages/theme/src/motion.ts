import { type Curve, cubicBezier } from './curve.ts'

/** What moves, each with a time of its own, in ms: iron's, which stand where a theme says none. `--time-enter-nod` and so on. */
export const times = {
  anticipation: 120,
  'enter-nod': 360,
  'enter-cheer': 440,
  'enter-room': 560,
  'exit-nod': 200,
  'exit-cheer': 260,
  'exit-room': 340,
  text: 340,
  stagger: 55,
  interrupt: 200,
  resume: 360,
  count: 500,
  cool: 1_400,
} as const satisfies Record<string, number>

/** The curves: arrivals are quick and settle long, departures gather speed, only a celebration overshoots. `--ease-arrive` and so on. */
export const curves = {
  arrive: 'expo.out',
  settle: 'power3.out',
  leave: 'power2.in',
  yield: 'power2.inOut',
  celebrate: 'back.out(1.6)',
} as const satisfies Record<string, string>

export type Motion = {
  /** In seconds. */
  readonly seconds: Readonly<Record<keyof typeof times, number>>
  readonly ease: Readonly<Record<keyof typeof curves, Curve>>
  /** A sentence for each value that could not be used; the default's stands in its place. */
  readonly faults: readonly string[]
}

// What takes longer is no motion of an overlay.
const longestMs = 3_000
const named = /^[a-z]+\d?(\.(in|out|inOut)(\([\d.]+\))?)?$/i

/**
 * The motion of a theme. `read` gives the text of a property, empty where there is none; `isEase` knows the names of curves that the
 * player of the motions knows.
 */
export function readMotion(read: (property: string) => string, isEase: (name: string) => boolean): Motion {
  const faults: string[] = []

  function time(name: string, otherwise: number): number {
    const text = read(`--time-${name}`).trim()
    if (text === '') return otherwise / 1_000
    const [, amount, unit] = /^(\d*\.?\d+)(ms|s)$/.exec(text) ?? []
    const ms = Number(amount) * (unit === 's' ? 1_000 : 1)
    if (ms <= longestMs) return ms / 1_000
    faults.push(`--time-${name} is a time from 0ms to ${longestMs}ms, not "${text}"`)
    return otherwise / 1_000
  }

  function curve(name: string, otherwise: string): Curve {
    const text = read(`--ease-${name}`)
      .trim()
      .replace(/^("|')(.*)\1$/, '$2')
    if (text === '') return otherwise
    const bezier = cubicBezier(text)
    if (bezier !== undefined) return bezier
    if (named.test(text) && isEase(text)) return text
    faults.push(`--ease-${name} is cubic-bezier(x1, y1, x2, y2) or a name as "power2.out", not "${text}"`)
    return otherwise
  }

  const seconds = { ...times } as Record<keyof typeof times, number>
  for (const name of keysOf(times)) seconds[name] = time(name, times[name])
  const ease = { ...curves } as Record<keyof typeof curves, Curve>
  for (const name of keysOf(curves)) ease[name] = curve(name, curves[name])
  return { seconds, ease, faults }
}

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): readonly Key[] {
  return Object.keys(record) as Key[]
}
