import type { ObsState } from '@landale/protocol'

export type ObsInput = ObsState['inputs'][number]
export type ObsStats = NonNullable<ObsState['stats']>

/** What can change in OBS, as our words say it; each says how it is now, so that one said twice changes nothing. */
export type ObsChange =
  | { kind: 'program'; scene: string }
  | { kind: 'preview'; scene: string | null }
  | { kind: 'scenes'; scenes: readonly string[] }
  | { kind: 'scene_renamed'; from: string; to: string }
  | { kind: 'studio_mode'; on: boolean }
  | { kind: 'transition'; transition: string }
  | { kind: 'transitions'; transitions: readonly string[] }
  /** `since`: when it began, in ms since the epoch. */
  | { kind: 'stream'; active: boolean; since: number }
  | { kind: 'stream_reconnecting'; reconnecting: boolean }
  | { kind: 'record'; active: boolean; since: number; path?: string | undefined }
  | { kind: 'record_paused'; paused: boolean }
  | { kind: 'replay_available'; available: boolean }
  | { kind: 'replay'; active: boolean }
  | { kind: 'replay_saved'; path: string }
  | { kind: 'virtual_camera_available'; available: boolean }
  | { kind: 'virtual_camera'; active: boolean }
  | { kind: 'input'; input: ObsInput }
  | { kind: 'input_removed'; input: string }
  | { kind: 'input_renamed'; from: string; to: string }
  | { kind: 'mute'; input: string; muted: boolean }
  | { kind: 'volume'; input: string; volumeDb: number }
  | { kind: 'visibility'; scene: string; source: string; visible: boolean }
  | { kind: 'stats'; stats: ObsStats }
