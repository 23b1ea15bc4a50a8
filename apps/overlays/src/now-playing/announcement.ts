import type { NowPlayingState, OverlayOptionsOf } from '@landale/protocol'

export type Song = NonNullable<NowPlayingState['song']>

/** What a page has to remember of what it was told, in server time. */
export type Memory = {
  readonly key: string | null
  /** From when on the song is news. */
  readonly announcedAt: number
  /** `at`: since when; null where it was paused before this page came, since then nobody says how far in it is. */
  readonly paused: { readonly at: number | null } | null
}

export type Form = 'hidden' | 'full' | 'small'

export const announceMs = 12_000
/** Less is over before it was read. */
const worthShowingMs = 600

const never = Number.NEGATIVE_INFINITY

/**
 * What a new state changes. A song is news from when the page hears of it; to a page that has just come, from when it began, so that a
 * reload announces nothing anew.
 */
export function remember(before: Memory | undefined, { song, is_paused }: NowPlayingState, now: number): Memory {
  const key = song === null ? null : keyOf(song)
  if (before === undefined) {
    const announcedAt = song === null || is_paused ? never : newsSince(song, now)
    return { key, announcedAt, paused: is_paused ? { at: null } : null }
  }
  const isSame = before.key === key
  const since = (isSame ? before.paused : null) ?? { at: now }
  return { key, announcedAt: isSame ? before.announcedAt : now, paused: is_paused ? since : null }
}

/** Where the song is shown, and when that may be another place. */
export function formOf(
  { key, announcedAt }: Memory,
  mode: OverlayOptionsOf<'now-playing'>['mode'],
  now: number,
): { readonly form: Form; readonly lookAgainAt: number | null } {
  if (key === null) return { form: 'hidden', lookAgainAt: null }
  const settlesAt = announcedAt + announceMs
  if (now < settlesAt) return { form: 'full', lookAgainAt: settlesAt }
  return { form: mode === 'announce' ? 'hidden' : 'small', lookAgainAt: null }
}

/** How much of a song is behind, from 0 to 1; null where that is not known. It stands still while the song does. */
export function progressOf({ began_at, duration_ms }: Song, { paused }: Memory, now: number): number | null {
  const at = paused === null ? now : paused.at
  if (began_at === null || duration_ms === null || at === null) return null
  return Math.min(1, Math.max(0, (at - began_at) / duration_ms))
}

/** The sooner of two moments, of which either may not be known. */
export function sooner(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b)
}

function newsSince({ began_at }: Song, now: number): number {
  if (began_at === null || began_at + announceMs - now < worthShowingMs) return never
  return Math.min(began_at, now)
}

/** The same song from the same source. Its picture and how far in it is do not make it another. */
function keyOf({ title, artist, album, station, source }: Song): string {
  return JSON.stringify([source, title, artist, album, station])
}
