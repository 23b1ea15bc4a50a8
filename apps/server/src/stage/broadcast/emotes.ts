import { EmoteDrop, type Event, isEventOf, takenBackBy } from '@landale/protocol'
import { z } from 'zod'

/** The last messages with emotes, and how often each emote was used since the broadcast began. */
export const EmoteUse = z.object({
  drops: z.array(EmoteDrop.extend({ message_id: z.string(), origin: z.enum(['live', 'test', 'replay']) })),
  counts: z.array(z.object({ id: z.string(), name: z.string(), count: z.int().positive() })),
})
export type EmoteUse = z.infer<typeof EmoteUse>

export const noEmotes: EmoteUse = { drops: [], counts: [] }

const maxDrops = 30
/** Of one message. */
const maxEmotes = 10
/** Emotes that are counted; the one used least gives way to a new one. */
const maxCounted = 200

export function reduceEmotes(use: EmoteUse, event: Event): EmoteUse {
  if (isEventOf(event, 'broadcast.started') && event.metadata.origin === 'live') return { ...use, counts: [] }
  if (isEventOf(event, 'chat.message.sent')) {
    const { message_id, fragments = [] } = event.payload
    const emotes = fragments.flatMap((part) => (part.kind === 'emote' ? [{ id: part.emote_id, name: part.text }] : []))
    if (emotes.length === 0) return use
    const drop = {
      id: event.id,
      at: Date.parse(event.inserted_at),
      actor: event.actor,
      emotes: emotes.slice(0, maxEmotes),
      message_id,
      origin: event.metadata.origin,
    }
    const counts = event.metadata.origin === 'live' ? counted(use.counts, emotes) : use.counts
    return { drops: [...use.drops, drop].slice(-maxDrops), counts }
  }
  const takesBack = takenBackBy(event)
  if (takesBack === undefined) return use
  const drops = use.drops.filter((drop) => !takesBack(asEvent(drop, event)))
  return drops.length === use.drops.length ? use : { ...use, drops }
}

/** The most used first. One that was there before stays before what has just come level with it. */
function counted(counts: EmoteUse['counts'], emotes: readonly { id: string; name: string }[]): EmoteUse['counts'] {
  const after = new Map(counts.map((count) => [count.id, count]))
  for (const { id, name } of emotes) after.set(id, { id, name, count: (after.get(id)?.count ?? 0) + 1 })
  const ranked = [...after.values()].toSorted((a, b) => b.count - a.count)
  if (ranked.length <= maxCounted) return ranked
  const newest = new Set(emotes.map(({ id }) => id))
  const old = ranked.filter(({ id }) => !newest.has(id))
  return [...old.slice(0, maxCounted - newest.size), ...ranked.filter(({ id }) => newest.has(id))].toSorted(
    (a, b) => b.count - a.count,
  )
}

/** A drop in the form in which it came, for the one rule of what is taken back. */
function asEvent(drop: EmoteUse['drops'][number], { metadata, ...rest }: Event): Event {
  return {
    ...rest,
    type: 'chat.message.sent',
    actor: drop.actor,
    payload: { message_id: drop.message_id },
    metadata: { ...metadata, origin: drop.origin },
  }
}
