import type { Game, NewEvent, Payload, PayloadOf, RegisteredType } from '@landale/protocol'
import { games, type IronmonMessage } from './message.ts'

export type CurrentRun = { id: string; number: number | null }

/** What one connection has said of itself. `run` is the run it plays, null until it has named or implied one. */
export type ConnectionState = { game: Game | null; trackerVersion: string | null; run: CurrentRun | null }

export const initialConnectionState: ConnectionState = { game: null, trackerVersion: null, run: null }

export type TranslateContext = {
  /** The platform's current run, which outlives connections. */
  currentRun: CurrentRun | null
  newRunId: () => string
  /** Milliseconds since the epoch, for messages that carry no time of their own. */
  now: number
}

export type Translation = {
  state: ConnectionState
  events: NewEvent[]
  /** A fault that the plugin itself reports, for the log. Not an event: it says nothing about the stream. */
  report?: { code: string; message: string }
}

type RunType = Extract<RegisteredType, `run.${string}`>

/**
 * Turns a message into events, pure.
 *
 * No event carries an idempotency key: the plugin resends nothing with the same content (each carries its time), and one key with
 * another content is a conflict in the log. That a checkpoint counts once a run is the reducer's rule.
 */
export function translate(state: ConnectionState, message: IronmonMessage, context: TranslateContext): Translation {
  switch (message.type) {
    case 'init':
      return { state: { ...state, game: games[message.data.game], trackerVersion: message.data.version }, events: [] }
    case 'heartbeat':
      return { state, events: [] }
    case 'error':
      return { state, events: [], report: message.data }
    case 'seed': {
      const current = state.run ?? context.currentRun
      if (current?.number === message.data.count) return { state: { ...state, run: current }, events: [] }
      return startRun(state, message, message.data.count, context)
    }
    default:
      return withRun(state, message, context)
  }
}

type InRun = Exclude<IronmonMessage, { type: 'init' | 'heartbeat' | 'error' | 'seed' }>

/** What happens in a run belongs to the connection's run, else to the platform's current one, else to a new one it implies. */
function withRun(state: ConnectionState, message: InRun, context: TranslateContext): Translation {
  const implied = message.type === 'checkpoint' ? (message.data.seed ?? null) : null
  const { currentRun } = context
  const adopted = state.run ?? (implied === null || implied === currentRun?.number ? currentRun : null)
  const started: Translation =
    adopted === null ? startRun(state, message, implied, context) : { state: { ...state, run: adopted }, events: [] }
  const run = started.state.run
  if (run === null) return started
  return { ...started, events: [...started.events, inRun(message, run, context.now)] }
}

function startRun(
  state: ConnectionState,
  message: IronmonMessage,
  number: number | null,
  context: TranslateContext,
): Translation {
  const run = { id: context.newRunId(), number }
  const payload = { run_id: run.id, number, game: state.game, tracker_version: state.trackerVersion }
  return { state: { ...state, run }, events: [newEvent('run.started', payload, message, context.now)] }
}

function inRun(message: InRun, { id: run_id, number }: CurrentRun, now: number): NewEvent {
  const run = { run_id, number }
  switch (message.type) {
    case 'checkpoint': {
      const { name: checkpoint, id: checkpoint_id } = message.data
      return newEvent('run.checkpoint.cleared', { ...run, checkpoint, checkpoint_id }, message, now)
    }
    case 'location':
      return newEvent('run.location.changed', { ...run, location_id: message.data.id }, message, now)
    case 'battle_start': {
      const { trainer, pokemon } = message.data
      return newEvent('run.battle.started', { ...run, trainer: trainer ?? null, pokemon }, message, now)
    }
    case 'battle_end':
      return newEvent('run.battle.finished', { ...run, ...message.data }, message, now)
    case 'pokemon_update':
      return newEvent('run.team.changed', { ...run, team: message.data.team }, message, now)
    case 'item_update':
      return newEvent('run.items.changed', { ...run, items: message.data.items }, message, now)
    case 'stats_update':
      return newEvent('run.stats.changed', { ...run, stats: message.data.stats }, message, now)
  }
}

function newEvent<Type extends RunType>(
  type: Type,
  payload: PayloadOf<Type> & Payload,
  message: IronmonMessage,
  now: number,
): NewEvent {
  return {
    type,
    source: 'ironmon',
    actor: 'ironmon',
    payload,
    metadata: {
      origin: 'live',
      occurred_at: new Date(message.occurredAtMs ?? now).toISOString(),
      raw_type: message.type,
      ...(message.frame === null ? {} : { frame: message.frame }),
    },
  }
}
