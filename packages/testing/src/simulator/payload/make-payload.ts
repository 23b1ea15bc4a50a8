import { type PayloadOf, type RegisteredType, registry } from '@landale/protocol'
import type { World } from '../world.ts'
import { channelPayloads } from './channel.ts'
import { chatPayloads } from './chat.ts'
import { charityPayloads, goalPayloads, hypeTrainPayloads, pollPayloads, predictionPayloads } from './goal.ts'
import {
  broadcastPayloads,
  connectionPayloads,
  musicPayloads,
  recordingPayloads,
  scenePayloads,
  servicePayloads,
  systemPayloads,
  takeoverPayloads,
  utterancePayloads,
} from './platform.ts'
import { runPayloads } from './run.ts'

type TypeOf<Subject extends string> = Extract<RegisteredType, `${Subject}.${string}`>

/** A payload for types of a subject; a maker may read and change the world. */
export type PayloadMakers<Subject extends string = string> = {
  readonly [Type in TypeOf<Subject>]?: (world: World) => PayloadOf<Type>
}

/** A type that is not here is always its registry's example. */
const makers: PayloadMakers = {
  ...channelPayloads,
  ...chatPayloads,
  ...broadcastPayloads,
  ...scenePayloads,
  ...recordingPayloads,
  ...goalPayloads,
  ...pollPayloads,
  ...predictionPayloads,
  ...hypeTrainPayloads,
  ...charityPayloads,
  ...runPayloads,
  ...musicPayloads,
  ...utterancePayloads,
  ...takeoverPayloads,
  ...systemPayloads,
  ...connectionPayloads,
  ...servicePayloads,
}

/** The next payload of a type in this world. */
export function makePayload(type: RegisteredType, world: World): Record<string, unknown> {
  const made = makers[type]?.(world) ?? registry.get(type)?.example
  return made as Record<string, unknown>
}
