export type FakeInput = {
  name: string
  kind: string
  /** Undefined: it has no sound. */
  sound: { muted: boolean; volumeDb: number } | undefined
  settings: Record<string, unknown>
  /** On program. */
  isActive: boolean
}

export type FakeItem = { id: number; source: string; isEnabled: boolean }

export type FakeOutput = { isActive: boolean; startedAt: number }

/** What an OBS has, as its WebSocket server tells of it. */
export type FakeStudio = {
  /** Top first, with their items. */
  scenes: Map<string, FakeItem[]>
  program: string
  preview: string
  isStudioMode: boolean
  transitions: string[]
  transition: string
  inputs: Map<string, FakeInput>
  stream: FakeOutput & { isReconnecting: boolean; bytes: number }
  record: FakeOutput & { isPaused: boolean; path: string }
  /** Undefined: its settings have none. */
  replay: { isActive: boolean; path: string } | undefined
  camera: { isActive: boolean } | undefined
}

export function newStudio(): FakeStudio {
  return {
    scenes: new Map([
      ['Gameplay', [{ id: 1, source: 'Camera', isEnabled: true }]],
      ['Starting soon', []],
    ]),
    program: 'Starting soon',
    preview: 'Gameplay',
    isStudioMode: false,
    transitions: ['Cut', 'Fade'],
    transition: 'Fade',
    inputs: new Map([
      ['Camera', { name: 'Camera', kind: 'v4l2_input', sound: undefined, settings: {}, isActive: true }],
      [
        'Microphone',
        { name: 'Microphone', kind: 'pulse_input_capture', sound: { muted: false, volumeDb: 0 }, settings: {}, isActive: true },
      ],
    ]),
    stream: { isActive: false, startedAt: 0, isReconnecting: false, bytes: 0 },
    record: { isActive: false, startedAt: 0, isPaused: false, path: '/videos/night.mkv' },
    replay: { isActive: false, path: '/videos/Replay.mkv' },
    camera: { isActive: false },
  }
}

/** The scenes as OBS lists them: the lowest first, which it calls 0. */
export function sceneList({ scenes }: FakeStudio) {
  return [...scenes.keys()].reverse().map((sceneName, sceneIndex) => ({ sceneName, sceneIndex }))
}
