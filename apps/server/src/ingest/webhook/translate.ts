import type { NewEvent } from '@landale/protocol'
import { z } from 'zod'
import type { Hook } from './hook.ts'
import { find } from './pointer.ts'

const maxActorLength = 256
const maxRawTypeLength = 128

const Time = z.iso.datetime({ offset: true })

/**
 * The event that a message is, by its hook's mapping, pure. All of it is the body's alone, never the delivery's: sent again under
 * its id, which makes the key, it is the same event, whatever the time of the second try.
 */
export function translate(name: string, hook: Hook, id: string, body: unknown): NewEvent {
  const fields = Object.entries(hook.payload).flatMap(([field, from]) => {
    const value = typeof from === 'string' ? find(body, from) : from.value
    return value === undefined ? [] : [[field, value] as const]
  })
  const rawType = find(body, '/type')
  const time = Time.safeParse(find(body, '/timestamp'))
  return {
    type: hook.type,
    source: 'webhook',
    actor: actorOf(name, hook.actor === undefined ? undefined : find(body, hook.actor)),
    payload: Object.fromEntries(fields),
    metadata: {
      ...(typeof rawType === 'string' && rawType !== '' ? { raw_type: cut(rawType, maxRawTypeLength) } : undefined),
      ...(time.success ? { occurred_at: time.data } : undefined),
    },
    idempotency_key: `webhook:${name}:${id}`,
  }
}

function actorOf(name: string, who: unknown): string {
  const isName = (typeof who === 'string' && who !== '') || typeof who === 'number'
  return isName ? cut(`${name}:${who}`, maxActorLength) : `webhook:${name}`
}

function cut(text: string, max: number): string {
  return text.length > max ? text.slice(0, max).toWellFormed() : text
}
