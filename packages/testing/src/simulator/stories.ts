import type { RegisteredType } from '@landale/protocol'
import type { World } from './world.ts'

/** One event of a story, `afterMs` after its beginning. `prepare` runs just before its payload is made. */
export type Beat = { afterMs: number; type: RegisteredType; prepare?: (world: World) => void }

const beat = (type: RegisteredType, afterMs = 0): Beat => ({ type, afterMs })
const beats = (type: RegisteredType, ...afterMs: number[]): Beat[] => afterMs.map((after) => beat(type, after))
const repeat = (type: RegisteredType, count: number, fromMs: number, toMs: number, { random }: World): Beat[] =>
  Array.from({ length: count }, () => beat(type, random.int(fromMs, toMs)))

/** Things that hang together: what follows a raid, how a poll goes from its start to its end. */
export const stories = {
  follow: () => [beat('channel.followed')],
  cheer: () => [beat('channel.cheered')],
  redemption: () => [beat('channel.reward.redeemed')],
  subscription: () => [beat('channel.subscribed')],
  resubscription: () => [beat('channel.resubscribed')],
  unsubscription: () => [beat('channel.subscription.ended')],
  speech: () => [beat('utterance.transcribed')],
  song: () => [beat('music.song.changed')],
  silence: () => [...beats('music.stopped', 0), beat('music.song.changed', 15_000)],
  scene: () => [beat('scene.changed')],
  title: () => [beat('channel.updated')],
  shoutout: () => [beat('channel.shoutout.received')],
  donation: () => [beat('charity.donated'), beat('charity.progressed', 400)],
  ads: () => [beat('channel.ad_break.started')],
  moderation: () => [...beats('chat.message.deleted', 0), beat('chat.user.cleared', 1_500)],
  sweep: () => [beat('chat.cleared')],
  notice: () => [beat('chat.notice.sent'), beat('chat.settings.changed', 5_000)],
  rewards: () => [
    beat('channel.reward.added'),
    beat('channel.reward.updated', 3_000),
    beat('channel.reward.redeemed', 8_000),
    beat('channel.reward.redemption.updated', 12_000),
    beat('channel.reward.removed', 60_000),
  ],
  regulars: () => [beat('channel.vip.added'), beat('channel.shoutout.sent', 6_000), beat('channel.vip.removed', 90_000)],
  pause: () => [beat('music.paused'), beat('music.resumed', 20_000)],
  raid: (world) => [
    { ...beat('channel.raided'), prepare: excite(1) },
    ...repeat('channel.followed', world.random.int(4, 14), 2_000, 45_000, world),
    { ...beat('chat.message.sent', 40_000), prepare: excite(-1) },
  ],
  giftBomb: (world) => {
    const total = world.random.pick([1, 5, 5, 10, 20])
    const gifted: Beat = {
      ...beat('channel.subscription.gifted'),
      prepare: (then) => {
        then.giftsLeft = total
      },
    }
    return [gifted, ...Array.from({ length: total }, (_, index) => beat('channel.subscribed', 200 + index * 120))]
  },
  poll: () => [beat('poll.started'), ...beats('poll.progressed', 10_000, 20_000, 30_000), beat('poll.ended', 60_000)],
  prediction: () => [
    beat('prediction.started'),
    beat('prediction.progressed', 20_000),
    beat('prediction.locked', 45_000),
    beat('prediction.ended', 90_000),
  ],
  hypeTrain: () => [
    beat('hype_train.started'),
    ...beats('hype_train.progressed', 8_000, 20_000, 33_000, 50_000, 71_000),
    beat('hype_train.ended', 100_000),
  ],
  goal: () => [beat('goal.started'), ...beats('goal.progressed', 20_000, 45_000, 70_000, 95_000), beat('goal.ended', 120_000)],
  recording: () => [
    beat('recording.started'),
    beat('recording.paused', 60_000),
    beat('recording.resumed', 75_000),
    beat('recording.stopped', 180_000),
  ],
  studio: () => [
    beat('scene.list.changed'),
    beat('studio_mode.changed', 500),
    beat('scene.preview.changed', 2_000),
    beat('transition.changed', 4_000),
    beat('source.visibility.changed', 6_000),
    beat('input.mute.changed', 9_000),
    beat('input.volume.changed', 9_500),
    beat('virtual_camera.started', 12_000),
    beat('output.stats.reported', 14_000),
    beat('replay_buffer.started', 20_000),
    beat('replay_buffer.saved', 40_000),
    beat('replay_buffer.stopped', 60_000),
    beat('virtual_camera.stopped', 70_000),
  ],
  streaming: () => [
    beat('streaming.started'),
    beat('streaming.reconnecting', 50_000),
    beat('streaming.reconnected', 56_000),
    beat('streaming.stopped', 170_000),
  ],
  steering: () => [
    beat('command.started'),
    beat('command.finished', 60),
    beat('command.failed', 20_000),
    beat('captions.enabled', 25_000),
    beat('captions.disabled', 80_000),
    beat('overlay.refreshed', 90_000),
    beat('channel.owner.updated', 95_000),
  ],
  takeover: () => [beat('takeover.started'), beat('takeover.ended', 20_000)],
  outage: () => [
    beat('connection.lost'),
    beat('connection.restored', 8_000),
    beat('service.failed', 12_000),
    beat('service.recovered', 30_000),
  ],
  run: () => [beat('run.started'), beat('run.team.changed', 1_500), beat('run.stats.changed', 2_000)],
  battle: () => [
    beat('run.location.changed'),
    beat('run.battle.started', 2_000),
    beat('run.battle.finished', 9_000),
    beat('run.items.changed', 9_500),
    beat('run.stats.changed', 10_000),
  ],
  checkpoint: () => [beat('run.checkpoint.cleared')],
} as const satisfies Record<string, (world: World) => Beat[]>

export type StoryName = keyof typeof stories

function excite(by: number) {
  return (world: World) => {
    world.excitement = Math.max(0, world.excitement + by)
  }
}
