import { describe, expect, test } from 'bun:test'
import type { ObsState } from '@landale/protocol'
import { initialViews } from '../views.ts'
import type { ObsChange } from './change.ts'
import { differences } from './differences.ts'
import { maxInputs } from './limits.ts'
import { reduceObs } from './reducer.ts'
import { eventsOf } from './translate.ts'

const state: ObsState = {
  ...initialViews.obs,
  connected: true,
  scenes: ['Gameplay', 'Ending'],
  program: 'Gameplay',
  transition: 'Fade',
  inputs: [{ name: 'Microphone', kind: 'pulse_input_capture', muted: false, volume_db: 0 }],
}

/** The state after the changes, and what the log was told. */
function after(changes: readonly ObsChange[], from = state) {
  const told: [string, unknown][] = []
  let now = from
  for (const change of changes) {
    const before = now
    now = reduceObs(before, change)
    for (const { type, payload } of eventsOf(before, change, now)) told.push([type, payload])
  }
  return { state: now, told }
}

const stats = {
  fps: 60,
  cpu_percent: 4,
  memory_mb: 500,
  render_skipped_frames: 0,
  render_total_frames: 1,
  output_skipped_frames: 0,
  output_total_frames: 1,
  bitrate_kbps: 0,
  congestion: 0,
}

describe('a change', () => {
  test('that says nothing new leaves the very same state, and no event', () => {
    const same: ObsChange[] = [
      { kind: 'program', scene: 'Gameplay' },
      { kind: 'preview', scene: null },
      { kind: 'scenes', scenes: ['Gameplay', 'Ending'] },
      { kind: 'studio_mode', on: false },
      { kind: 'transition', transition: 'Fade' },
      { kind: 'transitions', transitions: [] },
      { kind: 'stream', active: false, since: 5 },
      { kind: 'stream_reconnecting', reconnecting: false },
      { kind: 'record', active: false, since: 5 },
      { kind: 'record_paused', paused: false },
      { kind: 'replay', active: false },
      { kind: 'replay_available', available: false },
      { kind: 'virtual_camera', active: false },
      { kind: 'virtual_camera_available', available: false },
      { kind: 'mute', input: 'Microphone', muted: false },
      { kind: 'volume', input: 'Microphone', volumeDb: 0 },
      { kind: 'input_removed', input: 'Nothing' },
      { kind: 'input_renamed', from: 'Nothing', to: 'Something' },
      { kind: 'mute', input: 'Nothing', muted: true },
    ]
    const { state: now, told } = after(same)
    expect(now).toBe(state)
    expect(told).toEqual([])
  })

  test('of the scene on program tells which was there before', () => {
    const { state: now, told } = after([{ kind: 'program', scene: 'Ending' }])
    expect(now.program).toBe('Ending')
    expect(told).toEqual([['scene.changed', { scene: 'Ending', previous_scene: 'Gameplay' }]])
  })

  test('of a scene’s name is no change of scene', () => {
    const { state: now, told } = after([{ kind: 'scene_renamed', from: 'Gameplay', to: 'Game' }])
    expect(now).toMatchObject({ program: 'Game', scenes: ['Game', 'Ending'] })
    expect(told).toEqual([['scene.list.changed', { scenes: ['Game', 'Ending'] }]])
  })

  test('of a recording keeps when it began, and that it was paused only while it is on', () => {
    const { state: now, told } = after([
      { kind: 'record', active: true, since: 5_000, path: 'a.mkv' },
      { kind: 'record_paused', paused: true },
      { kind: 'record', active: false, since: 9_000, path: 'a.mkv' },
    ])
    expect(now.record).toEqual({ active: false, since: null, paused: false })
    expect(told).toEqual([
      ['recording.started', { path: 'a.mkv' }],
      ['recording.paused', {}],
      ['recording.stopped', { path: 'a.mkv' }],
    ])
  })

  test('of stats goes to the log only while something is sent or recorded', () => {
    expect(after([{ kind: 'stats', stats }])).toMatchObject({ state: { stats }, told: [] })
    const { told } = after([
      { kind: 'stream', active: true, since: 1 },
      { kind: 'stats', stats },
    ])
    expect(told.map(([type]) => type)).toEqual(['streaming.started', 'output.stats.reported'])
  })

  test('that brings one input too many is let go of', () => {
    const inputs = Array.from({ length: maxInputs + 1 }, (_, index): ObsChange => {
      return { kind: 'input', input: { name: `Input ${index}`, kind: 'x', muted: false, volume_db: 0 } }
    })
    expect(after(inputs).state.inputs).toHaveLength(maxInputs)
  })
})

describe('two states', () => {
  test('of which the one is as the other differ in nothing that is told', () => {
    expect(after(differences(state, state)).told).toEqual([])
  })

  test('differ in what changed, told once; the one becomes the other by it', () => {
    const then: ObsState = {
      ...state,
      scenes: ['Gameplay', 'Ending', 'Break'],
      program: 'Break',
      stream: { active: true, since: 4_000, reconnecting: false },
      record: { active: true, since: 4_500, paused: true },
      inputs: [
        { name: 'Microphone', kind: 'pulse_input_capture', muted: true, volume_db: 0 },
        { name: 'Music', kind: 'ffmpeg_source', muted: false, volume_db: -12 },
      ],
    }
    const { state: now, told } = after(differences(state, then))
    expect(now).toEqual(then)
    expect(told.map(([type]) => type)).toEqual([
      'scene.list.changed',
      'scene.changed',
      'input.mute.changed',
      'streaming.started',
      'recording.started',
      'recording.paused',
    ])
  })
})
