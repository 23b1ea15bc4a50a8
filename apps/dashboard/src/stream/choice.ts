/** Which of a list is marked after a key, round its ends; undefined where none is. Other keys change nothing. */
export function markedAfter(marked: number | undefined, count: number, key: string): number | undefined {
  if (count === 0) return undefined
  if (key === 'ArrowDown') return marked === undefined ? 0 : (marked + 1) % count
  if (key === 'ArrowUp') return marked === undefined ? count - 1 : (marked - 1 + count) % count
  return marked
}
