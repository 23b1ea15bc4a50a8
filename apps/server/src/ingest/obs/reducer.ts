import type { ObsState } from '@landale/protocol'
import type { ObsChange } from './change.ts'
import { maxInputs } from './limits.ts'

/** The state after a change; the very same one where nothing of it is another now. */
export function reduceObs(state: ObsState, change: ObsChange): ObsState {
  switch (change.kind) {
    case 'program':
      return state.program === change.scene ? state : { ...state, program: change.scene }
    case 'preview':
      return state.preview === change.scene ? state : { ...state, preview: change.scene }
    case 'scenes':
      return isSame(state.scenes, change.scenes) ? state : { ...state, scenes: [...change.scenes] }
    case 'scene_renamed':
      return renameScene(state, change)
    case 'studio_mode':
      return state.studio_mode === change.on ? state : { ...state, studio_mode: change.on }
    case 'transition':
      return state.transition === change.transition ? state : { ...state, transition: change.transition }
    case 'transitions':
      return isSame(state.transitions, change.transitions) ? state : { ...state, transitions: [...change.transitions] }
    case 'stream': {
      const { active, since } = change
      if (state.stream.active === active) return state
      return { ...state, stream: { active, since: active ? since : null, reconnecting: false } }
    }
    case 'stream_reconnecting': {
      const { reconnecting } = change
      return state.stream.reconnecting === reconnecting ? state : { ...state, stream: { ...state.stream, reconnecting } }
    }
    case 'record': {
      const { active, since } = change
      if (state.record.active === active) return state
      return { ...state, record: { active, since: active ? since : null, paused: false } }
    }
    case 'record_paused': {
      const { paused } = change
      return state.record.paused === paused ? state : { ...state, record: { ...state.record, paused } }
    }
    case 'replay_available': {
      const { available } = change
      return state.replay.available === available ? state : { ...state, replay: { ...state.replay, available } }
    }
    case 'replay': {
      const { active } = change
      return state.replay.active === active ? state : { ...state, replay: { ...state.replay, active } }
    }
    case 'replay_saved':
      return { ...state, replay: { ...state.replay, last_path: change.path } }
    case 'virtual_camera_available': {
      const { available } = change
      if (state.virtual_camera.available === available) return state
      return { ...state, virtual_camera: { ...state.virtual_camera, available } }
    }
    case 'virtual_camera': {
      const { active } = change
      if (state.virtual_camera.active === active) return state
      return { ...state, virtual_camera: { ...state.virtual_camera, active } }
    }
    case 'input':
      return addInput(state, change.input)
    case 'input_removed':
      return hasInput(state, change.input)
        ? { ...state, inputs: state.inputs.filter(({ name }) => name !== change.input) }
        : state
    case 'input_renamed':
      return changeInput(state, change.from, { name: change.to })
    case 'mute':
      return changeInput(state, change.input, { muted: change.muted })
    case 'volume':
      return changeInput(state, change.input, { volume_db: change.volumeDb })
    case 'stats':
      return { ...state, stats: change.stats }
    case 'visibility':
      return state
    default:
      return change satisfies never
  }
}

type Input = ObsState['inputs'][number]

export function hasInput({ inputs }: Pick<ObsState, 'inputs'>, wanted: string): boolean {
  return inputs.some(({ name }) => name === wanted)
}

function addInput(state: ObsState, input: Input): ObsState {
  if (hasInput(state, input.name)) return changeInput(state, input.name, input)
  return state.inputs.length >= maxInputs ? state : { ...state, inputs: [...state.inputs, input] }
}

function changeInput(state: ObsState, name: string, change: Partial<Input>): ObsState {
  const before = state.inputs.find((input) => input.name === name)
  if (before === undefined) return state
  const after = { ...before, ...change }
  const { kind, muted, volume_db } = before
  if (after.name === name && after.kind === kind && after.muted === muted && after.volume_db === volume_db) return state
  return { ...state, inputs: state.inputs.map((input) => (input === before ? after : input)) }
}

function renameScene(state: ObsState, { from, to }: { from: string; to: string }): ObsState {
  const rename = (scene: string | null) => (scene === from ? to : scene)
  return {
    ...state,
    scenes: state.scenes.map((scene) => (scene === from ? to : scene)),
    program: rename(state.program),
    preview: rename(state.preview),
  }
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index])
}
