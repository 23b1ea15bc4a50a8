import { describe, expect, test } from 'bun:test'
import { NewEvent, registry } from '@landale/protocol'
import { type IronmonMessage, parseMessage } from './message.ts'
import { type CurrentRun, initialConnectionState, translate } from './translate.ts'

const now = Date.parse('2026-01-01T20:00:00.000Z')

/** Plays messages over one connection, as the listener does, beside a platform whose current run follows the events. */
function play(bodies: object[], platform: CurrentRun | null = null) {
  let state = initialConnectionState
  let currentRun = platform
  let ids = 0
  const newRunId = () => {
    ids += 1
    return `run_01999999-0000-7000-8000-${String(ids).padStart(12, '0')}`
  }
  const events: NewEvent[] = []
  for (const body of bodies) {
    const translation = translate(state, read(body), { currentRun, newRunId, now })
    state = translation.state
    events.push(...translation.events)
    for (const { type, payload } of translation.events) {
      if (type === 'run.started') currentRun = { id: String(payload.run_id), number: payload.number as number | null }
    }
  }
  return { state, events, currentRun, types: events.map(({ type }) => type) }
}

function read(body: object): IronmonMessage {
  const parsed = parseMessage(body)
  if (parsed.kind !== 'message') throw new Error(JSON.stringify(parsed))
  return parsed.message
}

const init = { type: 'init', metadata: { version: '8.6.0', game: 3 } }
const seed = (count: number) => ({ type: 'seed', metadata: { count } })
const brock = (more: object = {}) => ({ type: 'checkpoint', metadata: { id: 5, name: 'BROCK', ...more } })

test('a seed starts a run that knows the game and the tracker', () => {
  const { events } = play([init, seed(7)])
  expect(events).toEqual([
    {
      type: 'run.started',
      source: 'ironmon',
      actor: 'ironmon',
      payload: {
        run_id: 'run_01999999-0000-7000-8000-000000000001',
        number: 7,
        game: 'firered_leafgreen',
        tracker_version: '8.6.0',
      },
      metadata: { origin: 'live', occurred_at: '2026-01-01T20:00:00.000Z', raw_type: 'seed' },
    },
  ])
})

describe('a seed', () => {
  test('with the number of the current run goes on with it, on another connection too', () => {
    const first = play([seed(7), seed(7)])
    expect(first.types).toEqual(['run.started'])
    const second = play([init, seed(7), brock()], first.currentRun)
    expect(second.types).toEqual(['run.checkpoint.cleared'])
    expect(second.events[0]?.payload.run_id).toBe(first.currentRun?.id)
  })

  test('with any other number, a lower one too, starts a run of its own', () => {
    const { events } = play([seed(7), seed(8), seed(3)])
    expect(events.map(({ payload }) => payload.number)).toEqual([7, 8, 3])
    expect(new Set(events.map(({ payload }) => payload.run_id)).size).toBe(3)
  })
})

describe('a checkpoint before any seed', () => {
  test('starts the run that it names', () => {
    const { events, types } = play([brock({ seed: 41 })])
    expect(types).toEqual(['run.started', 'run.checkpoint.cleared'])
    expect(events.map(({ payload }) => payload.number)).toEqual([41, 41])
  })

  test('starts a run without a number where it names none', () => {
    expect(play([brock(), brock()]).types).toEqual(['run.started', 'run.checkpoint.cleared', 'run.checkpoint.cleared'])
    expect(play([brock()]).events[1]?.payload).toMatchObject({ number: null, checkpoint: 'BROCK', checkpoint_id: 5 })
  })

  test('belongs to the platform’s run where it names that or none', () => {
    const current = { id: 'run_01999999-0000-7000-8000-0000000000ff', number: 9 }
    expect(play([brock()], current).events[0]?.payload.run_id).toBe(current.id)
    expect(play([brock({ seed: 9 })], current).types).toEqual(['run.checkpoint.cleared'])
    expect(play([brock({ seed: 10 })], current).types).toEqual(['run.started', 'run.checkpoint.cleared'])
  })
})

test('a heartbeat says nothing, and a fault of the plugin is a report', () => {
  expect(play([{ type: 'heartbeat' }]).events).toEqual([])
  const fault = read({ type: 'error', data: { code: 4, message: 'no memory domain' } })
  const translation = translate(initialConnectionState, fault, { currentRun: null, newRunId: () => '', now })
  expect(translation).toMatchObject({ events: [], report: { code: '4', message: 'no memory domain' } })
})

test('the plugin’s own time and frame are kept', () => {
  const { events } = play([{ ...seed(1), timestamp: 1_767_297_600_500, frame: 1_200 }])
  expect(events[0]?.metadata).toMatchObject({ occurred_at: '2026-01-01T20:00:00.500Z', frame: 1_200 })
})

test('every event fits the registry', () => {
  const { events } = play([
    init,
    seed(7),
    brock(),
    { type: 'location', data: { id: 88 } },
    { type: 'battle_start', data: { pokemon: [{ species: 'Eevee' }] } },
    { type: 'battle_end', data: { result: 'run', pokemon: {} } },
    { type: 'pokemon_update', data: { team: [{ nickname: 'Ash♂' }] } },
    { type: 'item_update', data: { items: [] } },
    { type: 'stats_update', data: { stats: { hp: 1 } } },
  ])
  expect(new Set(events.map(({ type }) => type)).size).toBe(8)
  for (const event of events) {
    expect(NewEvent.safeParse(event).error).toBeUndefined()
    expect(registry.get(event.type)?.payload.safeParse(event.payload).error).toBeUndefined()
  }
})
