import type { NewEvent, ObsState, PayloadOf, RegisteredType } from '@landale/protocol'
import type { ObsChange } from './change.ts'

type Said = { [Type in RegisteredType]: { type: Type; payload: PayloadOf<Type> } }[RegisteredType]

/** What the log is told of a change: nothing where the state says that nothing changed. */
export function eventsOf(before: ObsState, change: ObsChange, after: ObsState): Said[] {
  if (change.kind === 'visibility') {
    const { scene, source, visible } = change
    return [{ type: 'source.visibility.changed', payload: { scene, source, visible } }]
  }
  if (before === after) return []
  switch (change.kind) {
    case 'program': {
      const previous = before.program === null ? undefined : { previous_scene: before.program }
      return [{ type: 'scene.changed', payload: { scene: change.scene, ...previous } }]
    }
    case 'preview':
      return [{ type: 'scene.preview.changed', payload: { scene: change.scene } }]
    case 'scenes':
    case 'scene_renamed':
      return [{ type: 'scene.list.changed', payload: { scenes: after.scenes } }]
    case 'studio_mode':
      return [{ type: 'studio_mode.changed', payload: { on: change.on } }]
    case 'transition':
      return [{ type: 'transition.changed', payload: { transition: change.transition } }]
    case 'stream':
      return [{ type: change.active ? 'streaming.started' : 'streaming.stopped', payload: {} }]
    case 'stream_reconnecting':
      return [{ type: change.reconnecting ? 'streaming.reconnecting' : 'streaming.reconnected', payload: {} }]
    case 'record': {
      const payload = change.path === undefined ? {} : { path: change.path }
      return [{ type: change.active ? 'recording.started' : 'recording.stopped', payload }]
    }
    case 'record_paused':
      return [{ type: change.paused ? 'recording.paused' : 'recording.resumed', payload: {} }]
    case 'replay':
      return [{ type: change.active ? 'replay_buffer.started' : 'replay_buffer.stopped', payload: {} }]
    case 'replay_saved':
      return [{ type: 'replay_buffer.saved', payload: { path: change.path } }]
    case 'virtual_camera':
      return [{ type: change.active ? 'virtual_camera.started' : 'virtual_camera.stopped', payload: {} }]
    case 'mute':
      return [{ type: 'input.mute.changed', payload: { input: change.input, muted: change.muted } }]
    case 'volume':
      return [{ type: 'input.volume.changed', payload: { input: change.input, volume_db: change.volumeDb } }]
    case 'stats':
      // An idle OBS need not write a row every two seconds of the day.
      return after.stream.active || after.record.active ? [{ type: 'output.stats.reported', payload: change.stats }] : []
    case 'input':
    case 'input_removed':
    case 'input_renamed':
    case 'transitions':
    case 'replay_available':
    case 'virtual_camera_available':
      return []
    default:
      return change satisfies never
  }
}

/** As the log takes it. `rawType`: OBS's own name of it, where an event of OBS's told it. */
export function asNewEvent({ type, payload }: Said, at: number, rawType?: string): NewEvent {
  return {
    type,
    payload,
    source: 'obs',
    actor: 'system',
    metadata: { occurred_at: new Date(at).toISOString(), ...(rawType === undefined ? undefined : { raw_type: rawType }) },
  }
}
