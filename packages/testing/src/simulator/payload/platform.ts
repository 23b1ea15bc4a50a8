import { scenes, songs, spoken } from '../phrases.ts'
import type { World } from '../world.ts'
import type { PayloadMakers } from './make-payload.ts'

export const broadcastPayloads = {
  'broadcast.started': () => ({ title: 'Kaizo IronMON, one more run' }),
  'broadcast.stopped': () => ({}),
} satisfies PayloadMakers<'broadcast'>

export const scenePayloads = {
  'scene.changed': (world) => {
    const previous = world.scene
    const others = scenes.filter((scene) => scene !== previous)
    world.scene = others[world.random.int(0, others.length - 1)] ?? 'Gameplay'
    return { scene: world.scene, previous_scene: previous }
  },
} satisfies PayloadMakers<'scene'>

export const recordingPayloads = {
  'recording.started': (world) => {
    world.recordings += 1
    return recording(world)
  },
  'recording.paused': recording,
  'recording.resumed': recording,
  'recording.stopped': recording,
} satisfies PayloadMakers<'recording'>

export const musicPayloads = {
  'music.song.changed': (world) => ({ ...world.random.pick(songs), station: 'Covers' }),
  'music.stopped': () => ({}),
} satisfies PayloadMakers<'music'>

export const utterancePayloads = {
  'utterance.transcribed': (world) => {
    const duration_ms = world.random.int(600, 5_000)
    return {
      text: world.random.pick(spoken),
      started_at: new Date(world.now - duration_ms).toISOString(),
      duration_ms,
      source_id: 'microphone',
      confidence: world.random.int(70, 99) / 100,
      language: 'en',
    }
  },
} satisfies PayloadMakers<'utterance'>

export const takeoverPayloads = {
  'takeover.started': () => ({ kind: 'please-stand-by', message: 'Back in a moment.', duration_ms: 20_000 }),
  'takeover.ended': () => ({}),
} satisfies PayloadMakers<'takeover'>

export const systemPayloads = {
  'system.started': () => ({ version: 'simulated' }),
  'system.stopped': () => ({ reason: 'the simulation is over' }),
} satisfies PayloadMakers<'system'>

export const connectionPayloads = {
  'connection.lost': () => ({ service: 'obs', reason: 'socket closed (1006)' }),
  'connection.restored': () => ({ service: 'obs' }),
} satisfies PayloadMakers<'connection'>

export const servicePayloads = {
  'service.failed': () => ({ service: 'phononmaser', reason: 'no heartbeat for 60 s' }),
  'service.recovered': () => ({ service: 'phononmaser' }),
} satisfies PayloadMakers<'service'>

function recording(world: World) {
  return { path: `night-${world.recordings}.mkv` }
}
