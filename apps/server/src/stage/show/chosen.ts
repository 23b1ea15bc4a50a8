import { type Event, fitsPattern, isEventOf, type Show, type ShowsConfig } from '@landale/protocol'
import { z } from 'zod'

/** What a show is chosen by. */
export const Played = z.object({
  category: z.object({ id: z.string(), name: z.string() }).nullable(),
  title: z.string(),
  scene: z.string().nullable(),
  /** The show that was pinned by hand. */
  pinned: z.string().nullable(),
})
export type Played = z.infer<typeof Played>

export const nothingPlayed: Played = { category: null, title: '', scene: null, pinned: null }

export function reducePlayed(played: Played, event: Event): Played {
  // A test of a scene or a title must not change what viewers see for the rest of the night.
  if (event.metadata.origin !== 'live') return played
  if (isEventOf(event, 'show.pinned')) return { ...played, pinned: event.payload.show }
  if (isEventOf(event, 'show.unpinned')) return played.pinned === null ? played : { ...played, pinned: null }
  if (isEventOf(event, 'scene.changed')) return { ...played, scene: event.payload.scene }
  if (!isEventOf(event, 'channel.updated')) return played
  const { title, category_id, category_name } = event.payload
  return { ...played, title, category: { id: category_id, name: category_name } }
}

/** The show that is on: the pinned one, the first whose conditions all hold, or the fallback. */
export function chosenShow({ shows, fallback }: ShowsConfig, played: Played): Show {
  const byId = (id: string | null) => shows.find((show) => show.id === id)
  const found = byId(played.pinned) ?? shows.find((show) => fits(show, played)) ?? byId(fallback)
  if (found === undefined) throw new Error('a configuration without its fallback is refused where it is read')
  return found
}

function fits({ when = {} }: Show, { category, title, scene }: Played): boolean {
  const asked = [
    when.category && category !== null && when.category.some((word) => isSame(word, category.name) || word === category.id),
    when.title && fitsPattern(when.title, title),
    when.scene && scene !== null && when.scene.some((name) => isSame(name, scene)),
  ].filter((answer) => answer !== undefined)
  return asked.length > 0 && asked.every(Boolean)
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
