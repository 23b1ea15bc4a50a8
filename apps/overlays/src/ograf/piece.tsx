import type { OverlayName, OverlayOptionsOf, OverlayStateOf } from '@landale/protocol'
import { createSignal, onCleanup } from 'solid-js'
import { render } from 'solid-js/web'
import type { PageOptions } from '@/shared/page.tsx'
import { createStage } from '@/shared/stage.ts'
import { killMotions } from './motions.ts'

export type Piece<State> = { set(state: State | undefined): void; dispose(): void }

export type PieceOptions<Name extends OverlayName> = {
  page: PageOptions<Name>
  options: OverlayOptionsOf<Name>
  root: HTMLElement
  now: () => number
}

/** An overlay as its page has it: its component, its choreography, a stage; what it is told comes from an operator and no server. */
export function mountPiece<Name extends OverlayName>({
  page,
  options,
  root,
  now,
}: PieceOptions<Name>): Piece<OverlayStateOf<Name>> {
  const { choreograph, Overlay } = page
  const [state, setState] = createSignal<OverlayStateOf<Name>>()
  const unmount = render(() => {
    const stage = createStage((effect, elements) => choreograph(effect, elements, options))
    onCleanup(() => stage.dispose())
    return <Overlay stage={stage} options={options} state={state} now={now} />
  }, root)
  return {
    set: (value) => void setState(() => value),
    dispose() {
      unmount()
      killMotions()
      root.replaceChildren()
    },
  }
}
