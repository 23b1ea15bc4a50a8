/** A list that forgets its oldest entry when it is full. */
export function remember<T>(list: T[], limit: number, item: T): void {
  list.push(item)
  if (list.length > limit) list.shift()
}

/** Forgets the oldest entries of a map until it holds no more than `limit`. */
export function trim<K>(map: Map<K, unknown>, limit: number): void {
  for (const oldest of map.keys()) {
    if (map.size <= limit) return
    map.delete(oldest)
  }
}
