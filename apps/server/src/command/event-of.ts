import type { EventLog } from '@landale/event-log'
import {
  type CommandNameOf,
  type CommandPayload,
  Event,
  feedBit,
  type NewEvent,
  type QueueView,
  registry,
  type ShowsConfig,
} from '@landale/protocol'
import { checkPayload } from '@/http/parse.ts'
import { Problem } from '@/http/problem.ts'
import { type CueRules, wishOf } from '@/stage/cue-rules.ts'

export type EventCommand = CommandNameOf<'event'>

/** What a command may look at. `stage` undefined: it was sent before, and is not held against what is there now. */
export type Look = { log: EventLog; rules: CueRules; stage: { queue: QueueView; shows: ShowsConfig } | undefined }

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
  'queue.skip': ({ cue }, { stage }) => {
    if (cue !== undefined) among(stage?.queue.playing, 'cue', cue, 'is on')
    return plain('cue.skipped', { cue: cue ?? null })
  },
  'queue.remove': ({ cue }, { stage }) => {
    among(stage?.queue.waiting, 'cue', cue, 'waits')
    return plain('cue.removed', { cue })
  },
  'queue.move': ({ cue, before }, { stage }) => {
    const moved = among(stage?.queue.waiting, 'cue', cue, 'waits')
    if (before !== undefined)
      among(stage?.queue.waiting, 'before', before, 'waits in that layer', ({ layer }) => layer === moved?.layer)
    return plain('cue.moved', { cue, before: before ?? null })
  },
  'queue.mute': ({ kind, on }) => plain('queue.mute.changed', { kind, on }),
  'queue.replay': ({ event }, look) => replayOf(event, look),
  'show.pin': ({ show }, { stage }) => plain('show.pinned', { show: named(stage?.shows.shows, 'show', show) }),
  'show.unpin': () => plain('show.unpinned'),
  'counter.set': (change, { stage }) => {
    named(stage?.shows.counters, 'counter', change.counter)
    return plain('counter.changed', change)
  },
  'goal.set': (change, { stage }) => {
    named(stage?.shows.goals, 'goal', change.goal)
    return plain('goal.changed', change)
  },
  'timer.start': (start, { stage }) => {
    named(stage?.shows.timers, 'timer', start.timer)
    return plain('timer.started', start)
  },
  'timer.pause': ({ timer }, { stage }) => plain('timer.paused', { timer: named(stage?.shows.timers, 'timer', timer) }),
  'timer.add': ({ timer, add_ms }, { stage }) =>
    plain('timer.extended', { timer: named(stage?.shows.timers, 'timer', timer), add_ms }),
  'timer.stop': ({ timer }, { stage }) => plain('timer.stopped', { timer: named(stage?.shows.timers, 'timer', timer) }),
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

/** What a command names must be there to be steered. */
function named(settings: readonly { id: string }[] | undefined, field: string, wanted: string): string {
  if (settings !== undefined && !settings.some(({ id }) => id === wanted)) {
    const known = settings.map(({ id }) => id).join(', ')
    throw new Problem('invalid_command', `${field}: there is no ${wanted}; there ${known === '' ? 'is none' : `are ${known}`}`)
  }
  return wanted
}

/** The same event once more, which is nobody's visit and counts for nothing. */
async function replayOf(position: number, { log, rules }: Look): Promise<NewEvent> {
  const upTo = Math.min(position, log.published)
  const [row] = upTo < position ? [] : await log.readFeeds({ after: position - 1, upTo, feeds: feedBit('all'), limit: 1 })
  if (row === undefined) throw new Problem('event_not_found', `event: the log has nothing at ${position}`)
  const event = Event.parse(JSON.parse(row.body))
  if (wishOf(event, rules) === undefined) throw new Problem('invalid_command', `event: ${event.type} shows nothing`)
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
