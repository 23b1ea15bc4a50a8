import type { z } from 'zod'
import { type Feed, feedMask } from '../feed.ts'
import { broadcastEvents } from './broadcast.ts'
import { channelEvents } from './channel.ts'
import { chatEvents } from './chat.ts'
import { commandEvents } from './command.ts'
import { cueEvents } from './cue.ts'
import type { EventDefinition } from './define.ts'
import type { Event } from './event.ts'
import { goalEvents } from './goal.ts'
import { musicEvents } from './music.ts'
import { runEvents } from './run.ts'
import { showEvents } from './show.ts'
import { stageEvents } from './stage.ts'
import { studioEvents } from './studio.ts'
import { systemEvents } from './system.ts'
import { utteranceEvents } from './utterance.ts'

const definitions = [
  ...channelEvents,
  ...chatEvents,
  ...broadcastEvents,
  ...studioEvents,
  ...goalEvents,
  ...runEvents,
  ...musicEvents,
  ...utteranceEvents,
  ...stageEvents,
  ...showEvents,
  ...cueEvents,
  ...systemEvents,
  ...commandEvents,
] as const

type Definition = (typeof definitions)[number]

/** Every type the platform renders or acts on. Other well-formed types are carried untyped. */
export type RegisteredType = Definition['type']

/** The payload that belongs to a registered type. */
export type PayloadOf<Type extends RegisteredType> = z.infer<Extract<Definition, { type: Type }>['payload']>

/** An event whose type, and so its payload, is known. */
export type EventOf<Type extends RegisteredType> = Type extends RegisteredType
  ? Omit<Event, 'type' | 'payload'> & { type: Type; payload: PayloadOf<Type> }
  : never

/** Type → payload schema, `critical`, feeds and example; in the order they are documented. */
export const registry: ReadonlyMap<string, EventDefinition> = new Map(
  definitions.map((definition) => [definition.type, definition as EventDefinition]),
)

export const registeredTypes: readonly RegisteredType[] = definitions.map(({ type }) => type)

export function isCritical(type: string): boolean {
  return registry.get(type)?.critical ?? false
}

const none: readonly Feed[] = []

/** The feed mask of an event: see `feedBit`. */
export function feedsOf(event: { type: string; source?: string | undefined }): number {
  return feedMask(registry.get(event.type)?.feeds ?? none, event.source)
}

/** Narrows to a registered type. Sound because the log's door refuses a registered type whose payload does not fit. */
export function isEventOf<Type extends RegisteredType>(event: Event, type: Type): event is Event & EventOf<Type> {
  return event.type === type
}
