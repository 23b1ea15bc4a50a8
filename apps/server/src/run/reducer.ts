import { checkpoints, type Event, type EventOf, isEventOf, type RunState } from '@landale/protocol'

/** No name is cleared twice, but an unknown name costs a sender nothing to make up. */
const maxCleared = 64

const known: ReadonlySet<string> = new Set(checkpoints)

export const initialRunState: RunState = {
  current: null,
  attempts: 0,
  checkpoints: checkpoints.map((name) => ({ name, clears: 0, clear_rate: 0 })),
  last_cleared: null,
  best: null,
}

/** The state after one more event of the log, of any type and origin. Pure, so a replay of the log gives the same state. */
export function reduceRun(state: RunState, event: Event): RunState {
  if (isEventOf(event, 'run.started')) return started(state, event)
  if (isEventOf(event, 'run.checkpoint.cleared')) return cleared(state, event)
  return state
}

function started(state: RunState, event: EventOf<'run.started'>): RunState {
  const { run_id, number, game } = event.payload
  if (run_id === state.current?.id) return state
  const attempts = state.attempts + 1
  const current = { id: run_id, number, game, started_at: Date.parse(event.inserted_at), cleared: [] }
  return { ...state, current, attempts, checkpoints: state.checkpoints.map((entry) => rated(entry, attempts)) }
}

/** A checkpoint of a run that is not the current one is left out everywhere: whether that run had it already is not kept. */
function cleared(state: RunState, event: EventOf<'run.checkpoint.cleared'>): RunState {
  const { run_id, number, checkpoint: name } = event.payload
  const { current, attempts } = state
  if (current?.id !== run_id || current.cleared.includes(name) || current.cleared.length >= maxCleared) return state
  const run = { ...current, cleared: [...current.cleared, name] }
  return {
    ...state,
    current: run,
    checkpoints: state.checkpoints.map((entry) =>
      entry.name === name ? rated({ ...entry, clears: entry.clears + 1 }, attempts) : entry,
    ),
    last_cleared: { name, run_id, number, at: Date.parse(event.inserted_at) },
    best: better(state.best, run),
  }
}

type Checkpoint = RunState['checkpoints'][number]

function rated(checkpoint: Checkpoint, attempts: number): Checkpoint {
  return { ...checkpoint, clear_rate: checkpoint.clears / attempts }
}

/** Only the 24 count towards the best run, and of two that came equally far the earlier stays. */
function better(best: RunState['best'], run: NonNullable<RunState['current']>): RunState['best'] {
  const reached = run.cleared.filter((name) => known.has(name)).length
  if (reached === 0 || reached < (best?.cleared ?? 1) || (reached === best?.cleared && best.run_id !== run.id)) return best
  return { run_id: run.id, number: run.number, cleared: reached }
}
