import type { StageView } from '@landale/protocol'
import type { Pending } from '@/press/create-presses.ts'

/** The show that is pinned, as it will be if the server takes what is pressed; undefined where none is. */
export function pinWith(show: StageView['show'], pending: readonly Pending[]): string | undefined {
  return pending.reduce<string | undefined>(
    (pinned, { command, payload }) => {
      if (command === 'show.unpin') return undefined
      return command === 'show.pin' && typeof payload.show === 'string' ? payload.show : pinned
    },
    show.is_pinned ? show.id : undefined,
  )
}
