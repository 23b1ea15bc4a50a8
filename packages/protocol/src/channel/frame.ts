import { z } from 'zod'

/**
 * A Phoenix Channels V2 text frame, `[join_ref, ref, topic, event, payload]`; refs are decimal strings or null.
 * Source: phoenix `assets/js/phoenix/serializer.js`.
 */
const ref = z.string().max(32).nullable()
export const Frame = z.tuple([
  ref,
  ref,
  z.string().min(1).max(256),
  z.string().min(1).max(128),
  z.record(z.string(), z.unknown()),
])

export type Frame = {
  joinRef: string | null
  ref: string | null
  topic: string
  event: string
  payload: Record<string, unknown>
}

export type FrameResult = { ok: true; frame: Frame } | { ok: false; message: string }

/** Reads a text frame. Never throws: what is not a frame comes back as a message that names the fault. */
export function decodeFrame(text: string): FrameResult {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, message: 'frame is not JSON' }
  }
  const parsed = Frame.safeParse(value)
  if (!parsed.success) return { ok: false, message: `frame${issuePath(parsed.error)}` }
  const [joinRef, reference, topic, event, payload] = parsed.data
  return { ok: true, frame: { joinRef, ref: reference, topic, event, payload } }
}

const positions = ['join_ref', 'ref', 'topic', 'event', 'payload'] as const

function issuePath(error: z.ZodError): string {
  const issue = error.issues[0]
  if (issue === undefined) return ' does not fit'
  const [first] = issue.path
  return typeof first === 'number' ? `.${positions[first] ?? first}: ${issue.message}` : `: ${issue.message}`
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Reads a binary push, `00 | jrLen refLen topicLen eventLen | join_ref ref topic event | data`. The data is bytes, which no
 * channel of ours takes, so only the envelope is given back, to answer it by name.
 */
export function decodeBinaryEnvelope(bytes: Uint8Array): Omit<Frame, 'payload'> | undefined {
  const [kind, joinRefSize, refSize, topicSize, eventSize] = bytes
  if (kind !== 0 || joinRefSize === undefined || refSize === undefined || topicSize === undefined || eventSize === undefined) {
    return undefined
  }
  if (bytes.length < 5 + joinRefSize + refSize + topicSize + eventSize) return undefined
  let offset = 5
  const take = (size: number) => {
    offset += size
    return decoder.decode(bytes.subarray(offset - size, offset))
  }
  try {
    const joinRef = take(joinRefSize)
    const reference = take(refSize)
    const topic = take(topicSize)
    return { joinRef: joinRef || null, ref: reference || null, topic, event: take(eventSize) }
  } catch {
    return undefined
  }
}

export function encodeFrame(frame: Frame): string {
  return JSON.stringify([frame.joinRef, frame.ref, frame.topic, frame.event, frame.payload])
}

export function encodeReply(
  to: { joinRef: string | null; ref: string | null; topic: string },
  status: 'ok' | 'error',
  response: Record<string, unknown>,
): string {
  return JSON.stringify([to.joinRef, to.ref, to.topic, 'phx_reply', { status, response }])
}

/** A frame around events that are JSON text already: encoded once in the log, never again. */
export function encodeEvents(topic: string, prev: number, events: readonly string[], joinRef: string | null = null): string {
  return `[${JSON.stringify(joinRef)},null,${JSON.stringify(topic)},"events",{"prev":${prev},"events":[${events.join(',')}]}]`
}
