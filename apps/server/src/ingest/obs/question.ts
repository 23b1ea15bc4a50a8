import type { ObsState } from '@landale/protocol'
import type { z } from 'zod'
import { initialViews } from '../views.ts'
import { answers } from './answers.ts'
import type { ObsInput } from './change.ts'
import { type Answer, type BatchRequest, type Link, LinkError } from './link.ts'

const whole = [
  { requestType: 'GetVersion' },
  { requestType: 'GetSceneList' },
  { requestType: 'GetStudioModeEnabled' },
  { requestType: 'GetSceneTransitionList' },
  { requestType: 'GetStreamStatus' },
  { requestType: 'GetRecordStatus' },
  { requestType: 'GetInputList' },
  { requestType: 'GetReplayBufferStatus' },
  { requestType: 'GetVirtualCamStatus' },
] as const satisfies readonly { requestType: keyof typeof answers }[]

/** Asks OBS everything that its state is made of. What OBS has not (a replay buffer, a virtual camera) it refuses to speak of. */
export async function askWhole(link: Link, now: () => number): Promise<ObsState> {
  const found = await link.batch(whole.map(({ requestType }) => ({ requestType })) as BatchRequest[])
  const at = now()
  const of = <Type extends (typeof whole)[number]['requestType']>(type: Type): Answer | undefined =>
    found[whole.findIndex(({ requestType }) => requestType === type)]
  const version = needed(of('GetVersion'), answers.GetVersion)
  const scenes = needed(of('GetSceneList'), answers.GetSceneList)
  const { studioModeEnabled } = needed(of('GetStudioModeEnabled'), answers.GetStudioModeEnabled)
  const transitions = needed(of('GetSceneTransitionList'), answers.GetSceneTransitionList)
  const stream = needed(of('GetStreamStatus'), answers.GetStreamStatus)
  const record = needed(of('GetRecordStatus'), answers.GetRecordStatus)
  const replay = optional(of('GetReplayBufferStatus'), answers.GetReplayBufferStatus)
  const camera = optional(of('GetVirtualCamStatus'), answers.GetVirtualCamStatus)
  const { inputs } = needed(of('GetInputList'), answers.GetInputList)
  return {
    ...initialViews.obs,
    connected: true,
    version: version.obsVersion,
    studio_mode: studioModeEnabled,
    scenes: scenes.scenes,
    program: scenes.currentProgramSceneName,
    preview: studioModeEnabled ? (scenes.currentPreviewSceneName ?? null) : null,
    transitions: transitions.transitions,
    transition: transitions.currentSceneTransitionName,
    stream: {
      active: stream.outputActive,
      since: stream.outputActive ? at - stream.outputDuration : null,
      reconnecting: stream.outputReconnecting,
    },
    record: {
      active: record.outputActive,
      since: record.outputActive ? at - record.outputDuration : null,
      paused: record.outputPaused,
    },
    replay: { available: replay !== undefined, active: replay?.outputActive ?? false, last_path: null },
    virtual_camera: { available: camera !== undefined, active: camera?.outputActive ?? false },
    inputs: await askInputs(link, inputs),
  }
}

/** Mute and volume of each input that has sound: of the others OBS refuses to tell. */
export async function askInputs(link: Link, inputs: readonly { inputName: string; inputKind: string }[]): Promise<ObsInput[]> {
  const found = await link.batch(
    inputs.flatMap(({ inputName }): BatchRequest[] => [
      { requestType: 'GetInputMute', requestData: { inputName } },
      { requestType: 'GetInputVolume', requestData: { inputName } },
    ]),
  )
  return inputs.flatMap(({ inputName, inputKind }, index) => {
    const mute = optional(found[2 * index], answers.GetInputMute)
    const volume = optional(found[2 * index + 1], answers.GetInputVolume)
    if (mute === undefined || volume === undefined) return []
    return [{ name: inputName, kind: inputKind, muted: mute.inputMuted, volume_db: volume.inputVolumeDb }]
  })
}

/** What an answer holds; undefined where OBS refused. Throws where it has another form. */
export function optional<Schema extends z.ZodType>(answer: Answer | undefined, schema: Schema): z.infer<Schema> | undefined {
  return answer?.ok ? schema.parse(answer.data) : undefined
}

function needed<Schema extends z.ZodType>(answer: Answer | undefined, schema: Schema): z.infer<Schema> {
  if (answer === undefined) throw new LinkError('an answer is missing')
  if (!answer.ok) throw new LinkError(`a request was refused (${answer.code})`)
  return schema.parse(answer.data)
}
