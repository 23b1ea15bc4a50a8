import { z } from 'zod'
import { Decibels, Name, SceneNames } from './answers.ts'
import type { ObsChange } from './change.ts'

type Door = { parse: (data: unknown, at: number) => ObsChange[] | undefined }

function door<Schema extends z.ZodType>(schema: Schema, changes: (data: z.infer<Schema>, at: number) => ObsChange[]): Door {
  return {
    parse(data, at) {
      const parsed = schema.safeParse(data)
      return parsed.success ? changes(parsed.data, at) : undefined
    },
  }
}

const Output = z.object({ outputActive: z.boolean(), outputState: z.string() })
const scene = z.object({ sceneName: Name })
const state = (name: string) => `OBS_WEBSOCKET_OUTPUT_${name}`

/** Events that say by themselves what changed. */
const doors: ReadonlyMap<string, Door> = new Map([
  ['CurrentProgramSceneChanged', door(scene, ({ sceneName }) => [{ kind: 'program', scene: sceneName }])],
  ['CurrentPreviewSceneChanged', door(scene, ({ sceneName }) => [{ kind: 'preview', scene: sceneName }])],
  ['SceneListChanged', door(z.object({ scenes: SceneNames }), ({ scenes }) => [{ kind: 'scenes', scenes }])],
  [
    'SceneNameChanged',
    door(z.object({ oldSceneName: Name, sceneName: Name }), ({ oldSceneName, sceneName }) => [
      { kind: 'scene_renamed', from: oldSceneName, to: sceneName },
    ]),
  ],
  [
    'CurrentSceneTransitionChanged',
    door(z.object({ transitionName: Name }), ({ transitionName }) => [{ kind: 'transition', transition: transitionName }]),
  ],
  ['StreamStateChanged', door(Output, ({ outputState }, at) => streamChanges(outputState, at))],
  [
    'RecordStateChanged',
    door(Output.extend({ outputPath: z.string().nullish() }), ({ outputState, outputPath }, at) =>
      recordChanges(outputState, outputPath || undefined, at),
    ),
  ],
  ['ReplayBufferStateChanged', door(Output, ({ outputState }) => replayChanges(outputState))],
  [
    'ReplayBufferSaved',
    door(z.object({ savedReplayPath: z.string() }), (saved) => [{ kind: 'replay_saved', path: saved.savedReplayPath }]),
  ],
  ['VirtualcamStateChanged', door(Output, ({ outputState }) => cameraChanges(outputState))],
  [
    'InputMuteStateChanged',
    door(z.object({ inputName: Name, inputMuted: z.boolean() }), ({ inputName, inputMuted }) => [
      { kind: 'mute', input: inputName, muted: inputMuted },
    ]),
  ],
  [
    'InputVolumeChanged',
    door(z.object({ inputName: Name, inputVolumeDb: Decibels }), ({ inputName, inputVolumeDb }) => [
      { kind: 'volume', input: inputName, volumeDb: inputVolumeDb },
    ]),
  ],
  ['InputRemoved', door(z.object({ inputName: Name }), ({ inputName }) => [{ kind: 'input_removed', input: inputName }])],
  [
    'InputNameChanged',
    door(z.object({ oldInputName: Name, inputName: Name }), ({ oldInputName, inputName }) => [
      { kind: 'input_renamed', from: oldInputName, to: inputName },
    ]),
  ],
])

/** Events after which something has to be asked, or that others listen for. */
export const asides = {
  InputCreated: z.object({ inputName: Name, inputKind: z.string() }),
  StudioModeStateChanged: z.object({ studioModeEnabled: z.boolean() }),
  SceneItemEnableStateChanged: z.object({ sceneName: Name, sceneItemId: z.number(), sceneItemEnabled: z.boolean() }),
  SceneItemCreated: z.object({ sceneName: Name, sceneItemId: z.number(), sourceName: Name }),
  SceneItemRemoved: z.object({ sceneName: Name, sceneItemId: z.number() }),
  CurrentSceneCollectionChanged: z.object({}),
  CurrentProfileChanged: z.object({}),
  InputSettingsChanged: z.object({}),
}

/** Every event of OBS that is listened for. */
export const heardEvents: readonly string[] = [...doors.keys(), ...Object.keys(asides)]

/** What an event of OBS's says that changed; undefined where it has not the form that its name promises. */
export function changesOf(type: string, data: unknown, at: number): ObsChange[] | undefined {
  return doors.get(type)?.parse(data, at) ?? (doors.has(type) ? undefined : [])
}

/** Whether an event says that the stream is about to end. */
export function isStreamEnding(type: string, data: unknown): boolean {
  const ends = [state('STOPPING'), state('STOPPED')]
  return type === 'StreamStateChanged' && ends.includes(Output.safeParse(data).data?.outputState ?? '')
}

function streamChanges(outputState: string, at: number): ObsChange[] {
  switch (outputState) {
    case state('STARTED'):
      return [{ kind: 'stream', active: true, since: at }]
    case state('STOPPED'):
      return [{ kind: 'stream', active: false, since: at }]
    case state('RECONNECTING'):
      return [{ kind: 'stream_reconnecting', reconnecting: true }]
    case state('RECONNECTED'):
      return [{ kind: 'stream_reconnecting', reconnecting: false }]
    default:
      return []
  }
}

function recordChanges(outputState: string, path: string | undefined, at: number): ObsChange[] {
  switch (outputState) {
    case state('STARTED'):
      return [{ kind: 'record', active: true, since: at, path }]
    case state('STOPPED'):
      return [{ kind: 'record', active: false, since: at, path }]
    case state('PAUSED'):
      return [{ kind: 'record_paused', paused: true }]
    case state('RESUMED'):
      return [{ kind: 'record_paused', paused: false }]
    default:
      return []
  }
}

function replayChanges(outputState: string): ObsChange[] {
  if (outputState === state('STARTED'))
    return [
      { kind: 'replay_available', available: true },
      { kind: 'replay', active: true },
    ]
  return outputState === state('STOPPED') ? [{ kind: 'replay', active: false }] : []
}

function cameraChanges(outputState: string): ObsChange[] {
  if (outputState === state('STARTED'))
    return [
      { kind: 'virtual_camera_available', available: true },
      { kind: 'virtual_camera', active: true },
    ]
  return outputState === state('STOPPED') ? [{ kind: 'virtual_camera', active: false }] : []
}
