/** What `obs.transition` takes, in ms. */
export const durationRange = { min: 50, max: 20_000 } as const

/** What is chosen by hand for the next transition; undefined and empty: as OBS has it. */
export type TransitionForm = { readonly transition: string | undefined; readonly duration: string }

/** The payload of `obs.transition`, or undefined where the duration is none that can be. */
export function transitionOf({ transition, duration }: TransitionForm): Record<string, unknown> | undefined {
  const text = duration.trim()
  const durationMs = Number(text)
  const isFit = Number.isInteger(durationMs) && durationMs >= durationRange.min && durationMs <= durationRange.max
  if (text !== '' && !isFit) return undefined
  return {
    ...(transition === undefined ? undefined : { transition }),
    ...(text === '' ? undefined : { duration_ms: durationMs }),
  }
}
