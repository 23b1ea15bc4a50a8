const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** What stands for a song where a cover would: the first letter, figure or picture of its artist's name, or of its own. */
export function markOf({ artist, title }: { readonly artist: string; readonly title: string }): string {
  return firstOf(artist) ?? firstOf(title) ?? '♪'
}

function firstOf(text: string): string | undefined {
  for (const { segment } of letters.segment(text)) {
    if (/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(segment)) return segment.toUpperCase()
  }
  return undefined
}
