import type { ObsState } from '@landale/protocol'
import type { ObsChange } from './change.ts'

/**
 * What makes the one state the other, in the order in which it is told: lists before what is chosen of them. Each says how it
 * is now, so that one which says nothing new changes nothing and leaves no event.
 */
export function differences(from: ObsState, to: ObsState): ObsChange[] {
  const before = new Map(from.inputs.map((input) => [input.name, input]))
  const after = new Set(to.inputs.map(({ name }) => name))
  return [
    { kind: 'scenes', scenes: to.scenes },
    { kind: 'studio_mode', on: to.studio_mode },
    ...(to.program === null ? [] : [{ kind: 'program' as const, scene: to.program }]),
    { kind: 'preview', scene: to.preview },
    { kind: 'transitions', transitions: to.transitions },
    ...(to.transition === null ? [] : [{ kind: 'transition' as const, transition: to.transition }]),
    ...from.inputs.flatMap(({ name }) => (after.has(name) ? [] : [{ kind: 'input_removed' as const, input: name }])),
    ...to.inputs.flatMap((input): ObsChange[] =>
      before.get(input.name)?.kind === input.kind
        ? [
            { kind: 'mute', input: input.name, muted: input.muted },
            { kind: 'volume', input: input.name, volumeDb: input.volume_db },
          ]
        : [{ kind: 'input', input }],
    ),
    ...outputs(from, to),
  ]
}

function outputs(from: ObsState, to: ObsState): ObsChange[] {
  return [
    { kind: 'stream', active: to.stream.active, since: to.stream.since ?? 0 },
    { kind: 'stream_reconnecting', reconnecting: to.stream.reconnecting },
    { kind: 'record', active: to.record.active, since: to.record.since ?? 0 },
    { kind: 'record_paused', paused: to.record.paused },
    { kind: 'replay_available', available: to.replay.available },
    { kind: 'replay', active: to.replay.active },
    { kind: 'virtual_camera_available', available: to.virtual_camera.available },
    { kind: 'virtual_camera', active: to.virtual_camera.active },
    ...(to.replay.last_path === null || to.replay.last_path === from.replay.last_path
      ? []
      : [{ kind: 'replay_saved' as const, path: to.replay.last_path }]),
  ]
}
