import type { Takeover, TakeoverKind } from '@landale/protocol'
import type { Accessor } from 'solid-js'
import { createPresses, type Presses } from '@/press/create-presses.ts'
import type { Push } from '@/press/press.ts'
import { type CoverForm, startOf } from '@/takeover/start.ts'
import { texts } from '@/texts.ts'

export type Cover = Pick<Presses, 'said' | 'pending' | 'say'> & {
  start(kind: TakeoverKind, form?: CoverForm): void
  end(): void
}

const plain: CoverForm = { message: '', minutes: undefined }

/** Covering and uncovering. Whether the screen is covered only the server says: nothing of it is shown before it is so. */
export function createCover(options: { push: Push; heard: Accessor<unknown>; takeover: Accessor<Takeover | null> }): Cover {
  const presses = createPresses(options)
  return {
    said: presses.said,
    pending: presses.pending,
    say: presses.say,
    start(kind, form = plain) {
      const now = options.takeover()
      // A cover that is on as it is wanted stays as it is.
      if (now?.kind === kind && form === plain && now.ends_at === null) return
      const done = texts.takeover.on(texts.takeover.kinds[kind])
      void presses.press('takeover.start', startOf(kind, form), { at: texts.takeover.asked, done })
    },
    end: () => void presses.press('takeover.end', {}, { done: texts.takeover.off }),
  }
}
