import { type FakeInput, type FakeOutput, type FakeStudio, sceneList } from './studio.ts'

/** OBS's answer to a request: what it gives back, or its status and comment of why not. */
export type Outcome = { data?: Record<string, unknown> } | { code: number; comment?: string }

export type Data = Readonly<Record<string, unknown>>
export type Emit = (type: string, data: Record<string, unknown>) => void

type Handler = (studio: FakeStudio, data: Data, emit: Emit) => Outcome

const done: Outcome = {}
const text = (data: Data, field: string) => String(data[field] ?? '')
const output = (name: string) => `OBS_WEBSOCKET_OUTPUT_${name}`
const noSource = (name: string): Outcome => ({ code: 600, comment: `No source was found by the name of \`${name}\`.` })

function ofScene(studio: FakeStudio, data: Data, work: (scene: string) => Outcome): Outcome {
  const scene = text(data, 'sceneName')
  if (studio.inputs.has(scene)) return { code: 602, comment: 'The specified source is not a scene.' }
  return studio.scenes.has(scene) ? work(scene) : noSource(scene)
}

function ofInput(studio: FakeStudio, data: Data, work: (input: FakeInput) => Outcome): Outcome {
  const input = studio.inputs.get(text(data, 'inputName'))
  return input ? work(input) : noSource(text(data, 'inputName'))
}

function ofSound(studio: FakeStudio, data: Data, work: (sound: NonNullable<FakeInput['sound']>) => Outcome): Outcome {
  return ofInput(studio, data, ({ sound }) =>
    sound ? work(sound) : { code: 604, comment: 'The specified input does not support audio.' },
  )
}

function turnOn(it: FakeOutput, event: string, emit: Emit, more: Record<string, unknown> = {}): Outcome {
  if (it.isActive) return { code: 500 }
  Object.assign(it, { isActive: true, startedAt: Date.now() })
  emit(event, { outputActive: false, outputState: output('STARTING') })
  emit(event, { outputActive: true, outputState: output('STARTED'), ...more })
  return done
}

function turnOff(it: { isActive: boolean }, event: string, emit: Emit, more: Record<string, unknown> = {}): Outcome {
  if (!it.isActive) return { code: 501 }
  it.isActive = false
  emit(event, { outputActive: false, outputState: output('STOPPING') })
  emit(event, { outputActive: false, outputState: output('STOPPED'), ...more })
  return { data: more }
}

const duration = ({ isActive, startedAt }: FakeOutput) => (isActive ? Date.now() - startedAt : 0)

/** The requests that the fake understands, by obs-websocket 5's own names. */
export const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['GetVersion', () => ({ data: { obsVersion: '31.0.0', obsWebSocketVersion: '5.5.4', rpcVersion: 1 } })],
  [
    'GetSceneList',
    (studio) => ({
      data: {
        scenes: sceneList(studio),
        currentProgramSceneName: studio.program,
        currentPreviewSceneName: studio.isStudioMode ? studio.preview : null,
      },
    }),
  ],
  ['GetStudioModeEnabled', ({ isStudioMode }) => ({ data: { studioModeEnabled: isStudioMode } })],
  [
    'GetCurrentPreviewScene',
    ({ isStudioMode, preview }) => (isStudioMode ? { data: { currentPreviewSceneName: preview } } : { code: 506 }),
  ],
  [
    'GetSceneTransitionList',
    ({ transition, transitions }) => ({
      data: {
        currentSceneTransitionName: transition,
        transitions: transitions.map((transitionName) => ({ transitionName })),
      },
    }),
  ],
  [
    'GetStreamStatus',
    ({ stream }) => ({
      data: {
        outputActive: stream.isActive,
        outputReconnecting: stream.isReconnecting,
        outputDuration: duration(stream),
        outputBytes: stream.bytes,
        outputCongestion: 0,
      },
    }),
  ],
  [
    'GetRecordStatus',
    ({ record }) => ({
      data: { outputActive: record.isActive, outputPaused: record.isPaused, outputDuration: duration(record) },
    }),
  ],
  [
    'GetReplayBufferStatus',
    ({ replay }) =>
      replay ? { data: { outputActive: replay.isActive } } : { code: 604, comment: 'Replay buffer is not available.' },
  ],
  [
    'GetVirtualCamStatus',
    ({ camera }) =>
      camera ? { data: { outputActive: camera.isActive } } : { code: 604, comment: 'VirtualCam is not available.' },
  ],
  [
    'GetStats',
    () => ({
      data: {
        cpuUsage: 11.44,
        memoryUsage: 612.5,
        activeFps: 60,
        renderSkippedFrames: 3,
        renderTotalFrames: 216_000,
        outputSkippedFrames: 0,
        outputTotalFrames: 0,
      },
    }),
  ],
  [
    'GetInputList',
    ({ inputs }, { inputKind }) => ({
      data: {
        inputs: [...inputs.values()]
          .filter(({ kind }) => inputKind === undefined || kind === inputKind)
          .map(({ name, kind }) => ({ inputName: name, inputKind: kind })),
      },
    }),
  ],
  [
    'GetInputSettings',
    (studio, data) => ofInput(studio, data, ({ settings, kind }) => ({ data: { inputSettings: settings, inputKind: kind } })),
  ],
  ['GetInputMute', (studio, data) => ofSound(studio, data, ({ muted }) => ({ data: { inputMuted: muted } }))],
  ['GetInputVolume', (studio, data) => ofSound(studio, data, ({ volumeDb }) => ({ data: { inputVolumeDb: volumeDb } }))],
  [
    'SetInputMute',
    (studio, data, emit) =>
      ofSound(studio, data, (sound) => {
        sound.muted = data.inputMuted === true
        emit('InputMuteStateChanged', { inputName: data.inputName, inputMuted: sound.muted })
        return done
      }),
  ],
  [
    'SetInputVolume',
    (studio, data, emit) =>
      ofSound(studio, data, (sound) => {
        sound.volumeDb = Number(data.inputVolumeDb)
        emit('InputVolumeChanged', { inputName: data.inputName, inputVolumeDb: sound.volumeDb, inputVolumeMul: 1 })
        return done
      }),
  ],
  [
    'SetCurrentProgramScene',
    (studio, data, emit) =>
      ofScene(studio, data, (sceneName) => {
        studio.program = sceneName
        emit('CurrentProgramSceneChanged', { sceneName })
        return done
      }),
  ],
  [
    'GetSceneItemId',
    (studio, data) =>
      ofScene(studio, data, (scene) => {
        const item = studio.scenes.get(scene)?.find(({ source }) => source === data.sourceName)
        if (item) return { data: { sceneItemId: item.id } }
        return { code: 600, comment: 'No scene items were found in the specified scene by that name or offset.' }
      }),
  ],
  [
    'GetSceneItemList',
    (studio, data) =>
      ofScene(studio, data, (scene) => ({
        data: { sceneItems: studio.scenes.get(scene)?.map(({ id, source }) => ({ sceneItemId: id, sourceName: source })) },
      })),
  ],
  [
    'SetSceneItemEnabled',
    (studio, data, emit) =>
      ofScene(studio, data, (sceneName) => {
        const item = studio.scenes.get(sceneName)?.find(({ id }) => id === data.sceneItemId)
        if (item === undefined) return { code: 600, comment: 'No scene items were found.' }
        item.isEnabled = data.sceneItemEnabled === true
        emit('SceneItemEnableStateChanged', { sceneName, sceneItemId: item.id, sceneItemEnabled: item.isEnabled })
        return done
      }),
  ],
  ['GetSourceActive', ({ inputs }, data) => ({ data: { videoActive: inputs.get(text(data, 'sourceName'))?.isActive ?? false } })],
  [
    'PressInputPropertiesButton',
    (studio, data) =>
      ofInput(studio, data, ({ kind }) =>
        kind === 'browser_source' ? done : { code: 600, comment: 'Unable to find a property by that name.' },
      ),
  ],
  ['StartStream', ({ stream }, _data, emit) => turnOn(stream, 'StreamStateChanged', emit)],
  ['StopStream', ({ stream }, _data, emit) => turnOff(stream, 'StreamStateChanged', emit)],
  ['StartRecord', ({ record }, _data, emit) => turnOn(record, 'RecordStateChanged', emit, { outputPath: record.path })],
  ['StopRecord', ({ record }, _data, emit) => turnOff(record, 'RecordStateChanged', emit, { outputPath: record.path })],
  ['SendStreamCaption', ({ stream }) => (stream.isActive ? done : { code: 501 })],
])
