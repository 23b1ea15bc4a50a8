import { Event, type NewEvent } from '@landale/protocol'
import { linesOf } from '../../packages/testing/src/simulator/lines.ts'
import { noProgress, type Progress } from '../tools/progress.ts'
import { ToolError } from '../tools/tool-error.ts'
import { readSession } from './read.ts'
import { RefusedError, type Server } from './server.ts'

export type ImportOptions = {
  server: Server
  lines: ReadableStream<Uint8Array>
  /** Into which session; the one of the first event where it is left out. */
  session?: string | undefined
  /** The largest list that the server takes. */
  maxBodyBytes: number
  progress?: Progress
}

export type Imported = { session: string; appended: number; known: number }

type Line = { number: number; origin: string; text: string }

const listEvents = 1_000
const importedKey = /^import:(evt_[0-9a-f-]{36})$/

/**
 * Appends exported events to a session, which is made where it is missing, in order, those that are there already left out.
 * Rejects with ToolError that names the line and the field where one does not fit; nothing of its list is appended then.
 */
export async function importSession(options: ImportOptions): Promise<Imported> {
  const { server, progress = noProgress, maxBodyBytes } = options
  let target: { session: string; known: Set<string> } | undefined
  let list: Line[] = []
  let bytes = 0
  let number = 0
  let first: string | undefined
  const imported = { appended: 0, known: 0 }
  const send = async () => {
    if (target === undefined || list.length === 0) return
    const { appended, deduped } = await append(server, target.session, list)
    imported.appended += appended
    imported.known += deduped
    list = []
    bytes = 0
  }
  for await (const text of linesOf(options.lines)) {
    number += 1
    progress.add(Buffer.byteLength(text) + 1)
    progress.at(`line ${number}`)
    if (text.trim() === '') continue
    const event = parse(text, number)
    first ??= event.session
    if (options.session === undefined && event.session !== first)
      throw new ToolError(`line ${number}: session: is ${event.session}, and the file began with ${first}: give --session`)
    target ??= await open(server, options.session ?? event.session)
    const origin = originOf(event)
    if (target.known.has(origin)) {
      imported.known += 1
      continue
    }
    target.known.add(origin)
    const line = { number, origin, text: JSON.stringify(asNew(event, origin)) }
    const size = Buffer.byteLength(line.text) + 1
    if (list.length === listEvents || bytes + size > maxBodyBytes / 2) await send()
    list.push(line)
    bytes += size
  }
  await send()
  if (target === undefined) throw new ToolError('there is no event in the file')
  return { session: target.session, ...imported }
}

/** The session, and the events that it has already, by where they come from: an idempotency key is forgotten after a month. */
async function open(server: Server, asked: string): Promise<{ session: string; known: Set<string> }> {
  const known = new Set<string>()
  const session = await find(server, asked)
  for await (const { events } of readSession(server, session)) for (const event of events) known.add(originOf(event))
  return { session, known }
}

/** By its own id: an append to `current` could end it. */
async function find(server: Server, asked: string): Promise<string> {
  try {
    return String((await server.ask(`/v1/sessions/${encodeURIComponent(asked)}`)).id)
  } catch (error) {
    if (!(error instanceof RefusedError) || error.code !== 'session_not_found') throw error
    return String((await server.ask('/v1/sessions', JSON.stringify({ id: asked }))).id)
  }
}

/** The id that an event had in the log that it first was in, however often it was exported and imported since. */
function originOf({ id, idempotency_key }: Pick<Event, 'id' | 'idempotency_key'>): string {
  return importedKey.exec(idempotency_key ?? '')?.[1] ?? id
}

/** What the log gave an event it gives it anew: its id, its place and its time. */
function asNew({ type, source, actor, payload, metadata, refs }: Event, origin: string): NewEvent {
  const given = { ...(source !== undefined && { source }), ...(refs !== undefined && { refs }) }
  return { type, ...given, actor, payload, metadata, idempotency_key: `import:${origin}` }
}

function parse(text: string, number: number): Event {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new ToolError(`line ${number} is not JSON`)
  }
  const event = Event.safeParse(value)
  // As it was written: a check that copies could leave something out.
  if (event.success) return value as Event
  const [issue] = event.error.issues
  throw new ToolError(`line ${number}: ${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'is no event'}`)
}

async function append(server: Server, session: string, list: readonly Line[]): Promise<{ appended: number; deduped: number }> {
  const path = `/v1/sessions/${encodeURIComponent(session)}/append`
  try {
    const body = await server.ask(path, `{"events":[${list.map(({ text }) => text).join(',')}]}`)
    const deduped = (body.events as { deduped: boolean }[]).filter((event) => event.deduped).length
    return { appended: list.length - deduped, deduped }
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    throw new ToolError(explain(error, list))
  }
}

/** The API counts from the list's beginning; a person counts lines. */
function explain({ code, message }: RefusedError, list: readonly Line[]): string {
  const [, index, field] = /events\.(\d+)\.?([^:]*)/.exec(message) ?? []
  const line = index === undefined ? undefined : list[Number(index)]
  if (line !== undefined) return `line ${line.number}: ${message.replace(/^.*?events\.\d+\.?/, '') || field || code}`
  return `lines ${list[0]?.number} to ${list.at(-1)?.number}: ${message}`
}
