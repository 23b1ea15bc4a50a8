import { Person } from '@landale/protocol'

export type RawEvent = Readonly<Record<string, unknown>>

/** The person whom an event names under `<prefix>_id`, `_login` and `_name`. Throws a ZodError where it does not. */
export function personAt(event: RawEvent, prefix: string): Person {
  const [id, login, name] = [event[`${prefix}_id`], event[`${prefix}_login`], event[`${prefix}_name`]]
  // A name in a script of its own may be left empty by Twitch; its login never is.
  return Person.parse({ id, login, name: name === '' ? login : name })
}

export const platform = 'twitch'

export function actorOf({ id }: Person): string {
  return `${platform}:${id}`
}

/** The channel itself, for what nobody in particular did. */
export function channelActor(event: RawEvent): string {
  return typeof event.broadcaster_user_id === 'string' ? `${platform}:${event.broadcaster_user_id}` : 'system'
}
