import { describe, expect, test } from 'bun:test'
import { changesOf, heardEvents, isStreamEnding } from './events.ts'

const at = 1_000

describe('an event of OBS', () => {
  test('lists its scenes from below, we from the top', () => {
    const scenes = [
      { sceneIndex: 0, sceneName: 'Ending' },
      { sceneIndex: 1, sceneName: 'Gameplay' },
    ]
    expect(changesOf('SceneListChanged', { scenes }, at)).toEqual([{ kind: 'scenes', scenes: ['Gameplay', 'Ending'] }])
  })

  test('says -100 dB where JSON has no word for silence', () => {
    expect(changesOf('InputVolumeChanged', { inputName: 'Music', inputVolumeDb: null }, at)).toEqual([
      { kind: 'volume', input: 'Music', volumeDb: -100 },
    ])
  })

  test('of an output on its way changes nothing yet', () => {
    const data = { outputActive: false, outputState: 'OBS_WEBSOCKET_OUTPUT_STARTING' }
    for (const type of ['StreamStateChanged', 'RecordStateChanged', 'ReplayBufferStateChanged', 'VirtualcamStateChanged'])
      expect(changesOf(type, data, at)).toEqual([])
  })

  test('ends the stream as soon as it stops, not when it has', () => {
    const data = (state: string) => ({ outputActive: false, outputState: `OBS_WEBSOCKET_OUTPUT_${state}` })
    expect(isStreamEnding('StreamStateChanged', data('STOPPING'))).toBe(true)
    expect(isStreamEnding('StreamStateChanged', data('STARTED'))).toBe(false)
    expect(isStreamEnding('RecordStateChanged', data('STOPPING'))).toBe(false)
  })

  test('that has not the form of its name is not taken', () => {
    for (const data of [undefined, null, 7, {}, { sceneName: '' }, { sceneName: 7 }, [], 'Gameplay'])
      expect(changesOf('CurrentProgramSceneChanged', data, at)).toBeUndefined()
  })

  test('that comes by the frame is not listened for', () => {
    for (const type of ['InputVolumeMeters', 'InputActiveStateChanged', 'SceneItemTransformChanged'])
      expect(heardEvents).not.toContain(type)
  })
})
