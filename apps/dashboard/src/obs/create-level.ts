import { type Accessor, batch, createSignal, onCleanup } from 'solid-js'

/** Each level that is sent is in the log: only where the hand rests is worth it. */
const restMs = 150

export type Level = {
  /** What the fader shows: the hand's value while it moves, and otherwise the known one. */
  shown: Accessor<number>
  move(db: number): void
  /** The hand has let go: what it came to is sent at once. */
  settle(): void
}

/** A level under a moving hand. */
export function createLevel({ known, send }: { known: Accessor<number>; send: (db: number) => void }): Level {
  const [draft, setDraft] = createSignal<number>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const settle = () => {
    clearTimeout(timer)
    const db = draft()
    if (db === undefined) return
    batch(() => {
      if (db !== known()) send(db)
      setDraft(undefined)
    })
  }
  onCleanup(() => clearTimeout(timer))
  return {
    shown: () => draft() ?? known(),
    move(db) {
      setDraft(db)
      clearTimeout(timer)
      timer = setTimeout(settle, restMs)
    },
    settle,
  }
}
