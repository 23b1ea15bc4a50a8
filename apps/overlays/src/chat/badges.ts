/** What a mark is drawn as: a shape of its own each, told apart without colour at a few pixels. */
export type Mark = 'host' | 'staff' | 'moderator' | 'vip' | 'artist' | 'partner' | 'founder' | 'subscriber'

/** The platform's words for a badge, the weightiest mark first. */
const words: readonly (readonly [mark: Mark, badges: readonly string[]])[] = [
  ['host', ['broadcaster']],
  ['staff', ['staff', 'admin', 'global_mod']],
  ['moderator', ['moderator', 'lead_moderator']],
  ['vip', ['vip']],
  ['artist', ['artist-badge']],
  ['partner', ['partner']],
  ['founder', ['founder']],
  ['subscriber', ['subscriber']],
]

/** More would be read before the name. */
const most = 3

/** The marks before a name. Badges that have none are left out. */
export function marksOf(badges: readonly string[]): readonly Mark[] {
  return words.flatMap(([mark, names]) => (names.some((name) => badges.includes(name)) ? [mark] : [])).slice(0, most)
}
