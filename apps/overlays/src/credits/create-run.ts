import type { CreditsState, OverlayOptionsOf } from '@landale/protocol'
import { type Accessor, createEffect, createMemo, createSignal, on } from 'solid-js'
import { createOnAir } from '@/emotes/on-air.ts'
import { type Block, blocksOf, type GroupName, namesIn } from './blocks.ts'

/** The credits as they were when they began to roll. */
export type Run = { readonly blocks: readonly Block[]; readonly broadcast: number | null }

export type CreateRunOptions = {
  state: Accessor<CreditsState | undefined>
  options: OverlayOptionsOf<'credits'>
  now: () => number
}

/**
 * Begins the credits each time that the source comes on air, and with each broadcast: a page that nobody sees has none. What happens
 * while they roll is in the next ones, since nothing that is read may jump; only what a moderator took back is gone at once.
 */
export function createRun({ state, options, now }: CreateRunOptions): {
  run: Accessor<Run | undefined>
  isTakenBack(group: GroupName, name: string): boolean
} {
  const isOnAir = createOnAir()
  const [run, setRun] = createSignal<Run>()
  createEffect(
    on([state, isOnAir], ([said, isOn]) => {
      if (said === undefined || !isOn) return void setRun(undefined)
      if (run()?.broadcast === said.started_at && run() !== undefined) return
      const blocks = blocksOf(said, options.people, now())
      setRun(blocks.length === 0 ? undefined : { blocks, broadcast: said.started_at })
    }),
  )
  const names = createMemo(() => {
    const said = state()
    return said === undefined ? undefined : namesIn(said)
  })
  return { run, isTakenBack: (group, name) => names()?.[group].has(name) === false }
}
