import { describe, expect, test } from 'bun:test'
import { checkpoints, type Event, RunState } from '@landale/protocol'
import fc from 'fast-check'
import { initialRunState, reduceRun } from './reducer.ts'

const seed = Number(Bun.env.FAST_CHECK_SEED ?? Math.trunc(Math.random() * 2 ** 31))
console.log(`run reducer: FAST_CHECK_SEED=${seed}`)

const at = Date.parse('2026-01-01T20:00:00.000Z')
const runId = (run: number) => `run_01999999-0000-7000-8000-${String(run).padStart(12, '0')}`

function event(position: number, type: string, payload: Record<string, unknown>): Event {
  return {
    id: `evt_01999999-0000-7000-8000-${String(position).padStart(12, '0')}`,
    position,
    session: 'session',
    seq: position,
    type,
    source: 'ironmon',
    actor: 'ironmon',
    payload,
    metadata: { correlation_id: 'c', origin: 'live', occurred_at: new Date(at).toISOString() },
    inserted_at: new Date(at + position * 1_000).toISOString(),
  }
}

type Step = { start: number } | { run: number; clear: string }

function play(steps: Step[]): RunState {
  return steps.reduce((state, step, index) => {
    const [type, payload] =
      'start' in step
        ? ['run.started', { run_id: runId(step.start), number: step.start, game: null, tracker_version: null }]
        : ['run.checkpoint.cleared', { run_id: runId(step.run), number: step.run, checkpoint: step.clear, checkpoint_id: null }]
    return reduceRun(state, event(index + 1, type as string, payload as Record<string, unknown>))
  }, initialRunState)
}

const rate = (state: RunState, name: string) => state.checkpoints.find((entry) => entry.name === name)

test('runs are counted and the checkpoints of the current one are listed in the order they fell', () => {
  const state = play([{ start: 1 }, { run: 1, clear: 'LAB' }, { run: 1, clear: 'BROCK' }])
  expect(state.attempts).toBe(1)
  expect(state.current).toEqual({ id: runId(1), number: 1, game: null, started_at: at + 1_000, cleared: ['LAB', 'BROCK'] })
  expect(state.last_cleared).toEqual({ name: 'BROCK', run_id: runId(1), number: 1, at: at + 3_000 })
})

test('the clear rate is clears over attempts', () => {
  const state = play([{ start: 1 }, { run: 1, clear: 'LAB' }, { start: 2 }, { start: 3 }, { run: 3, clear: 'LAB' }, { start: 4 }])
  expect(rate(state, 'LAB')).toEqual({ name: 'LAB', clears: 2, clear_rate: 0.5 })
})

describe('a checkpoint', () => {
  test('counts once a run', () => {
    expect(rate(play([{ start: 1 }, { run: 1, clear: 'LAB' }, { run: 1, clear: 'LAB' }]), 'LAB')?.clears).toBe(1)
  })

  test('of an unknown name is shown, and not one of the 24', () => {
    const state = play([{ start: 1 }, { run: 1, clear: 'SECRET' }])
    expect(state.current?.cleared).toEqual(['SECRET'])
    expect(state.last_cleared?.name).toBe('SECRET')
    expect(state.checkpoints.map(({ name }) => name)).toEqual([...checkpoints])
    expect(state.best).toBeNull()
  })

  test('of another run changes nothing', () => {
    const before = play([{ start: 1 }, { start: 2 }])
    expect(play([{ start: 1 }, { start: 2 }, { run: 1, clear: 'LAB' }])).toEqual(before)
  })
})

test('the best run is the one that came farthest, the earlier of two', () => {
  const two: Step[] = [{ start: 1 }, { run: 1, clear: 'LAB' }, { start: 2 }, { run: 2, clear: 'LAB' }]
  expect(play(two).best).toEqual({ run_id: runId(1), number: 1, cleared: 1 })
  expect(play([...two, { run: 2, clear: 'BROCK' }]).best).toEqual({ run_id: runId(2), number: 2, cleared: 2 })
})

test('any order of events gives a state that fits its schema, with rates that hold', () => {
  const run = fc.nat({ max: 4 })
  const step = fc.oneof(
    fc.record({ start: run }),
    fc.record({ run, clear: fc.constantFrom<string>(...checkpoints, 'SECRET', 'OTHER') }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const state = play(steps)
      expect(RunState.safeParse(state).error).toBeUndefined()
      for (const entry of state.checkpoints) {
        expect(entry.clears).toBeLessThanOrEqual(state.attempts)
        if (state.attempts > 0) expect(entry.clear_rate).toBe(entry.clears / state.attempts)
      }
      expect(state.best?.cleared ?? 0).toBeLessThanOrEqual(checkpoints.length)
    }),
    { seed, numRuns: 1_000 },
  )
})
