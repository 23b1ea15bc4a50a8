import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** OBS's own folders under `folder`: nothing of the machine's user is read or written. */
export function foldersOf(folder: string) {
  return {
    home: join(folder, 'home'),
    run: join(folder, 'run'),
    config: join(folder, 'home/.config'),
    videos: join(folder, 'videos'),
  }
}

/**
 * Writes what OBS starts with: no wizard, its WebSocket server, and a profile with a small picture, which costs a machine without a
 * graphics card little, and with a replay buffer.
 */
export function writeSettings(folder: string): void {
  const { run, config, videos } = foldersOf(folder)
  const studio = join(config, 'obs-studio')
  const profile = join(studio, 'basic/profiles/Tests')
  for (const path of [profile, videos]) mkdirSync(path, { recursive: true })
  mkdirSync(run, { recursive: true, mode: 0o700 })
  writeFileSync(join(studio, 'global.ini'), global)
  writeFileSync(join(profile, 'basic.ini'), basic(videos))
}

const global = `[General]
FirstRun=true
LastVersion=486539266
EnableAutoUpdates=false
InfoIncrement=99

[Basic]
Profile=Tests
ProfileDir=Tests
SceneCollection=Tests
SceneCollectionFile=Tests

[OBSWebSocket]
FirstLoad=false
ServerEnabled=true
AlertsEnabled=false
AuthRequired=true
`

const basic = (videos: string) => `[General]
Name=Tests

[Output]
Mode=Simple
Reconnect=true
RetryDelay=1
MaxRetries=30

[SimpleOutput]
FilePath=${videos}
RecFormat=mkv
RecQuality=Small
StreamEncoder=x264
RecEncoder=x264
VBitrate=600
ABitrate=96
UseAdvanced=true
Preset=ultrafast
RecRB=true
RecRBTime=5
RecRBSize=64

[Video]
BaseCX=640
BaseCY=360
OutputCX=640
OutputCY=360
FPSType=0
FPSCommon=30
`
