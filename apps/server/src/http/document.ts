import { z } from '@hono/zod-openapi'
import { ErrorBody } from '@landale/protocol'

const json = <Schema extends z.ZodType>(schema: Schema) => ({ 'application/json': { schema } })

/** The path of what is asked of one session. */
export const SessionPath = z.object({ id: z.string().describe('A session’s id, or `current` for the platform’s own') })

export const security = [{ key: [] }]

export function bodyOf<Schema extends z.ZodType>(schema: Schema) {
  return { body: { required: true, content: json(schema) } }
}

export function replyOf<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: json(schema) }
}

const meanings: Readonly<Record<number, string>> = {
  400: 'A field is wrong; `message` names it',
  401: 'The key is missing or not known',
  403: 'The key’s role may not do this',
  404: 'There is no such thing',
  409: 'Another has been there before',
  413: 'Too large',
  429: 'Too often; see `retry-after`',
  503: 'Not now; see `retry-after`',
}

export function refusals(...statuses: number[]) {
  return Object.fromEntries(statuses.map((status) => [status, replyOf(ErrorBody, meanings[status] ?? 'Refused')]))
}
