import type { Event } from '@landale/protocol'
import type { SessionTally } from '../src/index.ts'
import { countBy, firstOf } from './recount.ts'

/** What the events of a session come to, counted one by one; of `log` a run's beginning and its checkpoints count once. */
export function tallyOf(log: readonly Event[], isOwn: (event: Event) => boolean): SessionTally {
  const events = log.filter(isOwn)
  const live = events.filter(isLive)
  const chat = live.filter(({ type }) => type === 'chat.message.sent')
  const times = events.map(({ inserted_at }) => Date.parse(inserted_at))
  const messages = <Key>(keyOf: (event: Event) => Key) =>
    new Map([...countBy(chat, keyOf)].map(([key, count]): [Key, number] => [key, count.events]))
  return {
    events: events.length,
    firstAt: times[0],
    lastAt: times.at(-1),
    types: countBy(live, ({ type }) => type),
    minutes: messages(({ inserted_at }) => Date.parse(`${inserted_at.slice(0, 16)}:00Z`)),
    chatters: messages(({ actor }) => actor),
    raids: live
      .filter(({ type }) => type === 'channel.raided')
      .slice(0, 100)
      .map(({ inserted_at, payload }) => {
        const { name } = payload.user as { name: string }
        return { at: Date.parse(inserted_at), name, viewers: Number(payload.viewers) }
      }),
    runs: runsOf(log, isOwn),
  }
}

/** Runs that were begun or went on in these events, with the checkpoints that they cleared here. */
function runsOf(log: readonly Event[], isOwn: (event: Event) => boolean): SessionTally['runs'] {
  const begun = firstOf(log, 'run.started', ({ payload }) => String(payload.run_id))
  const cleared = firstOf(log, 'run.checkpoint.cleared', ({ payload }) => `${payload.run_id} ${payload.checkpoint}`)
  const runs: SessionTally['runs'] = new Map()
  for (const { type, payload } of [...begun, ...cleared].filter(isOwn).filter(isLive)) {
    const id = String(payload.run_id)
    const run = runs.get(id) ?? { number: payload.number as number | null, checkpoints: [] }
    if (type === 'run.checkpoint.cleared') run.checkpoints.push(String(payload.checkpoint))
    runs.set(id, run)
  }
  return runs
}

function isLive({ metadata }: Event): boolean {
  return metadata.origin === 'live'
}
