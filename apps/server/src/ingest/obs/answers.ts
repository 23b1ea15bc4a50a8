import { z } from 'zod'
import { maxInputs, maxScenes, maxTransitions } from './limits.ts'

/** OBS's own names are free text, and the log's are bounded. */
export const Name = z.string().min(1)

/** OBS says -100 dB for silence, and JSON knows no -∞. */
export const Decibels = z
  .number()
  .nullable()
  .transform((db) => Math.max(-100, db ?? -100))

const Scene = z.object({ sceneName: Name, sceneIndex: z.number() })

/** Scenes, top first: OBS counts from below. */
export const SceneNames = z.array(Scene).transform((scenes) =>
  scenes
    .toSorted((one, other) => other.sceneIndex - one.sceneIndex)
    .slice(0, maxScenes)
    .map(({ sceneName }) => sceneName),
)

/** What OBS answers, of each request that is asked: the fields that are looked at (obs-websocket 5, `protocol.md`). */
export const answers = {
  GetVersion: z.object({ obsVersion: z.string() }),
  GetSceneList: z.object({
    scenes: SceneNames,
    currentProgramSceneName: Name.nullable(),
    currentPreviewSceneName: Name.nullish(),
  }),
  GetStudioModeEnabled: z.object({ studioModeEnabled: z.boolean() }),
  GetCurrentPreviewScene: z.object({ currentPreviewSceneName: Name }),
  GetSceneTransitionList: z.object({
    currentSceneTransitionName: Name.nullable(),
    transitions: z
      .array(z.object({ transitionName: Name }))
      .transform((transitions) => transitions.slice(0, maxTransitions).map(({ transitionName }) => transitionName)),
  }),
  GetStreamStatus: z.object({
    outputActive: z.boolean(),
    outputReconnecting: z.boolean(),
    outputDuration: z.number(),
    outputBytes: z.number(),
    outputCongestion: z.number().nullable(),
  }),
  GetRecordStatus: z.object({ outputActive: z.boolean(), outputPaused: z.boolean(), outputDuration: z.number() }),
  GetReplayBufferStatus: z.object({ outputActive: z.boolean() }),
  GetVirtualCamStatus: z.object({ outputActive: z.boolean() }),
  GetInputList: z.object({
    inputs: z.array(z.object({ inputName: Name, inputKind: z.string() })).transform((inputs) => inputs.slice(0, maxInputs)),
  }),
  GetInputMute: z.object({ inputMuted: z.boolean() }),
  GetInputVolume: z.object({ inputVolumeDb: Decibels }),
  GetInputSettings: z.object({ inputSettings: z.looseObject({ url: z.string().optional() }) }),
  GetStats: z.object({
    cpuUsage: z.number(),
    memoryUsage: z.number(),
    activeFps: z.number(),
    renderSkippedFrames: z.int(),
    renderTotalFrames: z.int(),
    outputSkippedFrames: z.int(),
    outputTotalFrames: z.int(),
  }),
  GetSceneItemId: z.object({ sceneItemId: z.number() }),
  GetSceneItemList: z.object({ sceneItems: z.array(z.object({ sceneItemId: z.number(), sourceName: Name })) }),
  GetSourceActive: z.object({ videoActive: z.boolean() }),
  GetSourceScreenshot: z.object({ imageData: z.string().startsWith('data:image/') }),
  StopRecord: z.object({ outputPath: z.string() }),
}
