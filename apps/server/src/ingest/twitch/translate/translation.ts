import type { PayloadOf, RegisteredType } from '@landale/protocol'
import type { RawEvent } from './person.ts'

export type Translation = { [Type in RegisteredType]: { type: Type; payload: PayloadOf<Type>; actor: string } }[RegisteredType]

/** Turns what Twitch says into what the platform says. Throws a ZodError where it is not as Twitch documents it. */
export type Translate = (event: RawEvent) => Translation

/** By the type of its subscription. */
export type Translators = Readonly<Record<string, Translate>>
