/** A scene's picture is asked for no oftener. */
export const thumbnailEveryMs = 10_000
/** Between two pictures: a scene that is not on is drawn for its picture alone. */
const gapMs = 250
/** Scenes that have pictures; OBS lists the ones that matter first. */
export const maxThumbnails = 24

/** Whose picture is next and in how many ms, by when each was last asked for; undefined where there is no scene. */
export function thumbnailTurn(
  scenes: readonly string[],
  askedAt: ReadonlyMap<string, number>,
  now: number,
): { scene: string; inMs: number } | undefined {
  const ages = scenes.slice(0, maxThumbnails).map((scene) => ({ scene, at: askedAt.get(scene) ?? Number.NEGATIVE_INFINITY }))
  const [first, ...others] = ages
  if (first === undefined) return undefined
  const { scene, at } = others.reduce((oldest, one) => (one.at < oldest.at ? one : oldest), first)
  const lastAt = Math.max(...askedAt.values(), Number.NEGATIVE_INFINITY)
  return { scene, inMs: Math.max(0, at + thumbnailEveryMs - now, lastAt + gapMs - now) }
}
