import { layerNames, type QueueView } from '@landale/protocol'
import type { Pending } from '@/press/create-presses.ts'
import { reordered } from '@/queue/order.ts'

type Shown = Pick<QueueView, 'waiting' | 'is_held' | 'do_not_disturb' | 'muted'>

/** The queue as it will be if the server takes what is pressed. What ends a cue that is on is shown when it has ended. */
export function withPending(queue: Shown, pending: readonly Pending[]): Shown {
  return pending.reduce(apply, queue)
}

function apply(queue: Shown, { command, payload }: Pending): Shown {
  const { cue, before, kind, on } = payload
  switch (command) {
    case 'queue.hold':
      return { ...queue, is_held: true }
    case 'queue.resume':
      return { ...queue, is_held: false }
    case 'queue.do_not_disturb':
      return { ...queue, do_not_disturb: on === true }
    case 'queue.clear':
      return { ...queue, waiting: [] }
    case 'queue.remove':
      return { ...queue, waiting: queue.waiting.filter(({ id }) => id !== cue) }
    case 'queue.move':
      return typeof cue === 'string' ? moved(queue, cue, typeof before === 'string' ? before : undefined) : queue
    case 'queue.mute': {
      const others = queue.muted.filter((other) => other !== kind)
      return { ...queue, muted: on === true && typeof kind === 'string' ? [...others, kind] : others }
    }
    default:
      return queue
  }
}

/** Among those of its layer. */
function moved(queue: Shown, cue: string, before: string | undefined): Shown {
  const layer = queue.waiting.find(({ id }) => id === cue)?.layer
  const waiting = layerNames.flatMap((name) => {
    const line = queue.waiting.filter((other) => other.layer === name)
    return name === layer ? reordered(line, cue, before === undefined ? {} : { before }) : line
  })
  return { ...queue, waiting }
}
