import { z } from 'zod'
import { TakeoverKind } from '../event/stage.ts'
import { defineCommand } from './define.ts'

const none = z.strictObject({})
const done = z.object({})
const cue = z.string().min(1).max(128)

function steer<const Name extends `${'queue' | 'takeover'}.${string}`, Payload extends z.ZodObject>(
  name: Name,
  summary: string,
  payload: Payload,
) {
  return defineCommand({ name, kind: 'event', summary, payload, reply: done })
}

/** How the streamer steers what viewers see. */
export const queueCommands = [
  steer('queue.hold', 'Begin no further cue; what is on goes on to its end', none),
  steer('queue.resume', 'Go on with the queue', none),
  steer('queue.skip', 'End a cue that is on: the one given, or the foremost', z.strictObject({ cue: cue.optional() })),
  steer('queue.clear', 'Take away everything that waits', none),
  steer('queue.remove', 'Take away a cue that waits', z.strictObject({ cue })),
  steer(
    'queue.move',
    'Put a cue that waits before another of its layer, or at the end of its line',
    z.strictObject({ cue, before: cue.optional() }),
  ),
  steer(
    'queue.replay',
    'Show an event of the log once more, marked as a replay',
    z.strictObject({ event: z.int().positive().describe('The event’s position in the log') }),
  ),
  steer('queue.do_not_disturb', 'Keep alerts for later, but for what takes the room', z.strictObject({ on: z.boolean() })),
  steer(
    'queue.mute',
    'Show no more cues of a kind, or show them again',
    z.strictObject({ kind: z.string().min(1).max(128), on: z.boolean() }),
  ),
  steer(
    'takeover.start',
    'Cover the screen, until it is ended or its time is up',
    z.strictObject({
      kind: TakeoverKind,
      message: z.string().max(280).optional(),
      duration_ms: z.int().positive().max(86_400_000).optional(),
    }),
  ),
  steer('takeover.end', 'Uncover the screen', none),
] as const
