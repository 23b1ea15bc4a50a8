import { type ErrorCode, NewEvent, type Payload, registry } from '@landale/protocol'
import { z } from 'zod'
import { Problem } from './problem.ts'

export const maxListEvents = 1_000

const expectedSeq = z.int().nonnegative().optional()
const bodiesOf = <Schema extends typeof NewEvent>(event: Schema) => ({
  one: event.extend({ expected_seq: expectedSeq }),
  list: z.strictObject({ events: z.array(event).min(1).max(maxListEvents), expected_seq: expectedSeq }),
})

/** The body of an append: one event, or a list under `events`. For the API's document. */
export const AppendBody = z.union(Object.values(bodiesOf(NewEvent)))

// A payload is looked at by its type's schema; here it need only be an object, which is told without walking its keys.
const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)
const quick = bodiesOf(
  NewEvent.extend({ payload: z.custom<Payload>(isObject, 'must be an object') }) as unknown as typeof NewEvent,
)
// Compiled, zod takes a tenth of the time over what fits, and says the same of what does not.
const [quickOne, quickList] = [z.compile(quick.one), z.compile(quick.list)]
const payloads = new Map([...registry.values()].map(({ type, payload }) => [type, z.compile(payload)]))

export type ParsedAppend = { events: NewEvent[]; expectedSeq: number | undefined; isList: boolean }

/** Reads an append's body, and each payload by its type's schema. Throws a Problem that names the field. */
export function parseAppend(body: unknown): ParsedAppend {
  const isList = typeof body === 'object' && body !== null && 'events' in body
  const parsed = isList ? parseList(body) : parseOne(body)
  for (const [index, event] of parsed.events.entries()) checkPayload(event, isList ? ['events', index, 'payload'] : ['payload'])
  return { ...parsed, isList }
}

function parseList(body: unknown) {
  const result = quickList.safeParse(body)
  if (!result.success) throw invalid(result.error)
  return { events: result.data.events, expectedSeq: result.data.expected_seq }
}

function parseOne(body: unknown) {
  const result = quickOne.safeParse(body)
  if (!result.success) throw invalid(result.error)
  const { expected_seq, ...event } = result.data
  return { events: [event], expectedSeq: expected_seq }
}

/** A type that the platform renders carries what its schema says; any other type carries what it likes. */
export function checkPayload(
  { type, payload }: Pick<NewEvent, 'type' | 'payload'>,
  path: readonly PropertyKey[] = ['payload'],
): void {
  const schema = payloads.get(type)
  if (schema === undefined || schema.validate(payload)) return
  const { error } = schema.safeParse(payload)
  if (error) throw invalid(error, path)
}

/** The problem of a body that does not fit: its code by the field at fault, its message naming it. */
export function invalid(error: z.ZodError, under: readonly PropertyKey[] = [], fallback: ErrorCode = 'invalid_event'): Problem {
  const [issue] = error.issues
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys : []
  const path = [...under, ...(issue?.path ?? []), ...keys.slice(0, 1)]
  const message = keys.length > 0 ? 'is not a known field' : (issue?.message ?? 'does not fit')
  const field = path.map(String).join('.')
  return new Problem(codeOf(path, fallback), field === '' ? message : `${field}: ${message}`)
}

function codeOf(path: readonly PropertyKey[], fallback: ErrorCode): ErrorCode {
  if (fallback !== 'invalid_event') return fallback
  const [first, , third] = path
  const field = first === 'events' ? third : first
  if (field === 'metadata') return 'invalid_metadata'
  return field === 'refs' ? 'invalid_refs' : 'invalid_event'
}

/** Reads a whole number from a query parameter; the problem names it. */
export function wholeNumber(
  value: string | undefined,
  { name, code, from, to, otherwise }: { name: string; code: ErrorCode; from: number; to: number; otherwise: number },
): number {
  if (value === undefined) return otherwise
  const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN
  if (number >= from && number <= to) return number
  throw new Problem(code, `${name}: must be a whole number from ${from} to ${to}`)
}

export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes)
    throw new Problem('event_too_large', `the body is larger than ${maxBytes} bytes`)
  try {
    return await request.json()
  } catch {
    throw new Problem('invalid_json', 'the body is not JSON')
  }
}
