/** A place in line: before another, or, where there is none, at the end. */
export type Place = { before?: string }

/** Where one goes that is moved by so many places; undefined where it cannot go there, or is there already. */
export function stepped(ids: readonly string[], id: string, by: -1 | 1): Place | undefined {
  const at = ids.indexOf(id)
  return at === -1 ? undefined : placeAt(ids, id, by < 0 ? at - 1 : at + 2)
}

/** Where one goes that is put into a gap: gap 0 is before the first, gap 1 after it. */
export function placeAt(ids: readonly string[], id: string, gap: number): Place | undefined {
  const at = ids.indexOf(id)
  if (at === -1 || gap < 0 || gap > ids.length || gap === at || gap === at + 1) return undefined
  const before = ids[gap]
  return before === undefined ? {} : { before }
}

/** The gap that is nearest to a height, among rows that have their middles at these heights. */
export function gapAt(middles: readonly number[], y: number): number {
  const below = middles.findIndex((middle) => y < middle)
  return below === -1 ? middles.length : below
}

/** The same gap among those of a line that are still there: some may have begun since the drag did. */
export function gapAmong(line: readonly string[], gap: number, isThere: (id: string) => boolean): number {
  return line.slice(0, gap).filter(isThere).length
}

/** As the server orders the line after a move. The same where the place is not there. */
export function reordered<Item extends { readonly id: string }>(
  line: readonly Item[],
  id: string,
  { before }: Place,
): readonly Item[] {
  const moved = line.find((item) => item.id === id)
  const others = line.filter((item) => item !== moved)
  const at = before === undefined ? others.length : others.findIndex((item) => item.id === before)
  return moved === undefined || at === -1 ? line : others.toSpliced(at, 0, moved)
}
