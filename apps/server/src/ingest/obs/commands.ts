import type { ObsState } from '@landale/protocol'
import type { OBSRequestTypes } from 'obs-websocket-js/json'
import { Problem } from '@/http/problem.ts'
import type { CommandHandlers } from '../source.ts'
import { answers } from './answers.ts'
import type { Link } from './link.ts'
import { RequestRefused } from './link.ts'
import { problemOf, refusals, unknownResource } from './refusal.ts'

const screenshotWidth = 640

export type ObsCommandsOptions = {
  link: () => Link | undefined
  state: () => ObsState
  /** Resolves with the next replay that is saved, or null where none is in time. To be called before it is asked for. */
  nextReplay: () => Promise<string | null>
  /** The last recording's file, as far as it is known. */
  lastRecording: () => string | undefined
}

type Means = ReadonlyMap<number, string>

/** The `obs.*` commands. What is so already when it is asked for succeeds; what OBS refuses says why, and of which field. */
export function createObsCommands({ link, state, nextReplay, lastRecording }: ObsCommandsOptions): CommandHandlers {
  const connected = (): Link => {
    const there = link()
    if (there === undefined) throw new Problem('obs_unavailable', 'OBS is not connected')
    return there
  }
  const ask = async <Type extends keyof OBSRequestTypes>(type: Type, data?: OBSRequestTypes[Type], means?: Means) => {
    try {
      return await connected().call(type, data)
    } catch (error) {
      throw problemOf(error, means)
    }
  }
  /** For what is not repeated where it is so already: OBS says that with a status. */
  const turn = async (type: keyof OBSRequestTypes, isSo: number, means?: Means): Promise<Record<string, never>> => {
    try {
      await connected().call(type)
    } catch (error) {
      if (!(error instanceof RequestRefused && error.code === isSo)) throw problemOf(error, means)
    }
    return {}
  }
  const { outputRunning, outputNotRunning, outputPaused, outputNotPaused, invalidResourceState } = refusals
  const noReplay = new Map([[invalidResourceState, 'the replay buffer is not set up in OBS']])
  const noCamera = new Map([[invalidResourceState, 'OBS has no virtual camera here']])
  const noRecording = new Map([[outputNotRunning, 'nothing is being recorded']])

  return {
    async 'obs.set_scene'({ scene }) {
      await ask('SetCurrentProgramScene', { sceneName: scene }, unknownResource('scene', 'scene', scene))
      return {}
    },
    async 'obs.set_preview'({ scene }) {
      await ask('SetCurrentPreviewScene', { sceneName: scene }, unknownResource('scene', 'scene', scene))
      return {}
    },
    async 'obs.transition'({ transition, duration_ms }) {
      if (transition !== undefined) {
        const means = unknownResource('transition', 'transition', transition)
        await ask('SetCurrentSceneTransition', { transitionName: transition }, means)
      }
      if (duration_ms !== undefined) await ask('SetCurrentSceneTransitionDuration', { transitionDuration: duration_ms })
      await ask('TriggerStudioModeTransition')
      return {}
    },
    async 'obs.set_studio_mode'({ on }) {
      await ask('SetStudioModeEnabled', { studioModeEnabled: on })
      return {}
    },
    'obs.start_stream': () => turn('StartStream', outputRunning),
    'obs.stop_stream': () => turn('StopStream', outputNotRunning),
    'obs.start_record': () => turn('StartRecord', outputRunning),
    async 'obs.stop_record'() {
      try {
        const { outputPath } = answers.StopRecord.parse(await connected().call('StopRecord'))
        return { path: outputPath }
      } catch (error) {
        const last = lastRecording()
        if (error instanceof RequestRefused && error.code === outputNotRunning && last !== undefined) return { path: last }
        throw problemOf(error, noRecording)
      }
    },
    'obs.pause_record': () => turn('PauseRecord', outputPaused, noRecording),
    'obs.resume_record': () => turn('ResumeRecord', outputNotPaused, noRecording),
    'obs.start_replay': () => turn('StartReplayBuffer', outputRunning, noReplay),
    'obs.stop_replay': () => turn('StopReplayBuffer', outputNotRunning, noReplay),
    async 'obs.save_replay'() {
      const means = new Map([...noReplay, [outputNotRunning, 'the replay buffer is not on'] as const])
      connected()
      const saved = nextReplay()
      await ask('SaveReplayBuffer', undefined, means)
      return { path: await saved }
    },
    'obs.start_virtual_camera': () => turn('StartVirtualCam', outputRunning, noCamera),
    'obs.stop_virtual_camera': () => turn('StopVirtualCam', outputNotRunning, noCamera),
    async 'obs.set_mute'({ input, muted }) {
      await ask('SetInputMute', { inputName: input, inputMuted: muted }, ofInput(input))
      return {}
    },
    async 'obs.set_volume'({ input, volume_db }) {
      await ask('SetInputVolume', { inputName: input, inputVolumeDb: volume_db }, ofInput(input))
      return {}
    },
    async 'obs.set_visible'({ scene, source, visible }) {
      // OBS tells of a scene and of a source that it has not by the same status.
      const means = state().scenes.includes(scene)
        ? new Map([[refusals.resourceNotFound, `source: the scene has no source ${JSON.stringify(source)}`]])
        : unknownResource('scene', 'scene', scene)
      const found = await ask('GetSceneItemId', { sceneName: scene, sourceName: source }, means)
      const { sceneItemId } = answers.GetSceneItemId.parse(found)
      await ask('SetSceneItemEnabled', { sceneName: scene, sceneItemId, sceneItemEnabled: visible })
      return {}
    },
    async 'obs.refresh_browser'({ source }) {
      const means = unknownResource('source', 'browser source', source)
      await ask('PressInputPropertiesButton', refreshOf(source), means)
      return {}
    },
    async 'obs.screenshot'({ source, format = 'png', width = screenshotWidth }) {
      const request = { sourceName: source, imageFormat: format, imageWidth: width }
      const taken = await ask('GetSourceScreenshot', request, unknownResource('source', 'scene or source', source))
      return { image: answers.GetSourceScreenshot.parse(taken).imageData }
    },
  }
}

/** The button "Refresh cache of current page" in a browser source's properties. */
export function refreshOf(source: string): { inputName: string; propertyName: string } {
  return { inputName: source, propertyName: 'refreshnocache' }
}

function ofInput(input: string): Means {
  const message = `input: ${JSON.stringify(input)} has no sound`
  return new Map([...unknownResource('input', 'input', input), [refusals.invalidResourceState, message]])
}
