import type { SourceStatus } from '@landale/protocol'

export type SourceState = Pick<SourceStatus, 'name' | 'state' | 'error'>

/** The sources that are in another state than before; one that was not there before has not changed. */
export function changedSources(before: readonly SourceState[], after: readonly SourceState[]): SourceState[] {
  const states = new Map(before.map(({ name, state }) => [name, state]))
  return after.filter(({ name, state }) => states.has(name) && states.get(name) !== state)
}
