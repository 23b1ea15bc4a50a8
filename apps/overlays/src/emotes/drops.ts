import type { EmoteDrop } from '@landale/protocol'

/** What a page knows of the drops: those of the last state, and the newest that it ever saw. Ids are in order. */
export type Known = { readonly ids: readonly string[]; readonly newest: string }

export const knowsNone: Known = { ids: [], newest: '' }

export type News = {
  readonly known: Known
  /** New, and of this moment. */
  readonly fresh: readonly EmoteDrop[]
  /** A moderator took them back. */
  readonly takenBack: ReadonlySet<string>
}

/** What is older has passed unseen. */
const staleMs = 3_000
/** As many as the server keeps: one that is gone from a list of so many may have had to make room for a newer one. */
const mostKept = 30

/** What a state says that the one before it did not. `now`: the server's time, in ms. */
export function newsOf({ ids, newest }: Known, drops: readonly EmoteDrop[], now: number): News {
  const here = new Set(drops.map(({ id }) => id))
  const oldest = drops[0]?.id ?? ''
  const madeRoom = (id: string) => drops.length >= mostKept && id < oldest
  return {
    known: { ids: [...here], newest: [newest, ...here].toSorted().at(-1) ?? newest },
    fresh: drops.filter(({ id, at }) => id > newest && now - at <= staleMs),
    takenBack: new Set(ids.filter((id) => !here.has(id) && !madeRoom(id))),
  }
}
