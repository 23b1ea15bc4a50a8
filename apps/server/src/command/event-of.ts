import type { EventLog } from '@landale/event-log'
import {
  type CommandNameOf,
  type CommandPayload,
  Event,
  feedBit,
  type NewEvent,
  type QueueView,
  registry,
} from '@landale/protocol'
import { checkPayload } from '@/http/parse.ts'
import { Problem } from '@/http/problem.ts'
import { wishOf } from '@/stage/cue-rules.ts'

export type EventCommand = CommandNameOf<'event'>

/** What a command may look at. `queue` undefined: it was sent before, and is not held against what is there now. */
export type Look = { log: EventLog; queue: QueueView | undefined }

export const fromOperator = { actor: 'operator', source: 'dashboard' }

type Of<Name extends EventCommand> = (payload: CommandPayload<Name>, look: Look) => NewEvent | Promise<NewEvent>

const plain = (type: string, payload: Record<string, unknown> = {}): NewEvent => ({ ...fromOperator, type, payload })

const events: { [Name in EventCommand]: Of<Name> } = {
  'event.test': testEvent,
  'captions.set': ({ on }) => plain(on ? 'captions.enabled' : 'captions.disabled'),
  'queue.hold': () => plain('queue.held'),
  'queue.resume': () => plain('queue.resumed'),
  'queue.clear': () => plain('queue.cleared'),
  'queue.do_not_disturb': ({ on }) => plain('queue.do_not_disturb.changed', { on }),
  'queue.skip': ({ cue }, { queue }) => {
    if (cue !== undefined) among(queue?.playing, 'cue', cue, 'is on')
    return plain('cue.skipped', { cue: cue ?? null })
  },
  'queue.remove': ({ cue }, { queue }) => {
    among(queue?.waiting, 'cue', cue, 'waits')
    return plain('cue.removed', { cue })
  },
  'queue.move': ({ cue, before }, { queue }) => {
    const moved = among(queue?.waiting, 'cue', cue, 'waits')
    if (before !== undefined)
      among(queue?.waiting, 'before', before, 'waits in that layer', ({ layer }) => layer === moved?.layer)
    return plain('cue.moved', { cue, before: before ?? null })
  },
  'queue.replay': ({ event }, { log }) => replayOf(event, log),
  'takeover.start': (payload) => plain('takeover.started', payload),
  'takeover.end': () => plain('takeover.ended'),
}

/** The event that a command stands for. Rejects with a Problem where what it names is not there. */
export async function eventOf(name: EventCommand, payload: CommandPayload<EventCommand>, look: Look): Promise<NewEvent> {
  const make = events[name] as Of<EventCommand>
  return await make(payload as never, look)
}

type Listed = QueueView['waiting'][number]

function among(
  cues: readonly Listed[] | undefined,
  field: string,
  wanted: string,
  how: string,
  fits: (cue: Listed) => boolean = () => true,
): Listed | undefined {
  const found = cues?.find((cue) => cue.id === wanted && fits(cue))
  if (cues !== undefined && found === undefined) throw new Problem('cue_not_found', `${field}: no cue of that id ${how}`)
  return found
}

/** The same event once more, which is nobody's visit and counts for nothing. */
async function replayOf(position: number, log: EventLog): Promise<NewEvent> {
  const upTo = Math.min(position, log.published)
  const [row] = upTo < position ? [] : await log.readFeeds({ after: position - 1, upTo, feeds: feedBit('all'), limit: 1 })
  if (row === undefined) throw new Problem('event_not_found', `event: the log has nothing at ${position}`)
  const event = Event.parse(JSON.parse(row.body))
  if (wishOf(event) === undefined) throw new Problem('invalid_command', `event: ${event.type} shows nothing`)
  const { type, payload, actor, source, id } = event
  return {
    type,
    payload,
    actor,
    ...(source === undefined ? undefined : { source }),
    metadata: { origin: 'replay', causation_id: id },
  }
}

/** Takes the path of a live event, marked as a test. */
function testEvent({ type, payload }: CommandPayload<'event.test'>): NewEvent {
  const example = payload ?? registry.get(type)?.example
  if (example === undefined) throw new Problem('invalid_command', `payload: is needed, for ${type} has no example`)
  const event = { ...fromOperator, type, payload: example as Record<string, unknown>, metadata: { origin: 'test' as const } }
  checkPayload(event)
  return event
}
