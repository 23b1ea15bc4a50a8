import { z } from 'zod'
import { defineCommand } from './define.ts'

const none = z.strictObject({})
const done = z.object({})
/** OBS names scenes, sources and inputs by free text. */
const name = z.string().min(1).max(256)

function act<const Name extends `obs.${string}`, Payload extends z.ZodObject>(name: Name, summary: string, payload: Payload) {
  return answered(name, summary, payload, done)
}

function answered<const Name extends `obs.${string}`, Payload extends z.ZodObject, Reply extends z.ZodObject>(
  name: Name,
  summary: string,
  payload: Payload,
  reply: Reply,
) {
  return defineCommand({ name, kind: 'effect', summary, payload, reply })
}

/** What OBS is told to do: the requests of obs-websocket 5 that a stream is run with. */
export const obsCommands = [
  act('obs.set_scene', 'Put a scene on program', z.strictObject({ scene: name })),
  act('obs.set_preview', 'Put a scene on preview, in studio mode', z.strictObject({ scene: name })),
  act(
    'obs.transition',
    'Bring the preview to program, in studio mode, by the transition given or the one that is chosen',
    z.strictObject({ transition: name.optional(), duration_ms: z.int().min(50).max(20_000).optional() }),
  ),
  act('obs.set_studio_mode', 'Turn studio mode on or off', z.strictObject({ on: z.boolean() })),
  act('obs.start_stream', 'Start the stream', none),
  act('obs.stop_stream', 'Stop the stream', none),
  act('obs.start_record', 'Start recording', none),
  answered('obs.stop_record', 'Stop recording', none, z.object({ path: z.string() })),
  act('obs.pause_record', 'Pause the recording', none),
  act('obs.resume_record', 'Go on with the recording', none),
  act('obs.start_replay', 'Start the replay buffer', none),
  act('obs.stop_replay', 'Stop the replay buffer', none),
  answered('obs.save_replay', 'Save what the replay buffer holds', none, z.object({ path: z.string().nullable() })),
  act('obs.start_virtual_camera', 'Start the virtual camera', none),
  act('obs.stop_virtual_camera', 'Stop the virtual camera', none),
  act('obs.set_mute', 'Mute an input, or let it be heard', z.strictObject({ input: name, muted: z.boolean() })),
  act(
    'obs.set_volume',
    'Set how loud an input is, in dB below full',
    z.strictObject({ input: name, volume_db: z.number().min(-100).max(26) }),
  ),
  act('obs.set_visible', 'Show or hide a source in a scene', z.strictObject({ scene: name, source: name, visible: z.boolean() })),
  act('obs.refresh_browser', 'Load a browser source anew, past its cache', z.strictObject({ source: name })),
  defineCommand({
    name: 'obs.screenshot',
    kind: 'question',
    summary: 'A picture of a scene or source',
    payload: z.strictObject({
      source: name,
      format: z.enum(['png', 'jpg']).optional(),
      width: z.int().min(8).max(4_096).optional(),
    }),
    reply: z.object({ image: z.string().startsWith('data:image/') }),
  }),
] as const
