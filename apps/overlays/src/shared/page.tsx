import type { OverlayName, OverlayStateOf } from '@landale/protocol'
import { createEffect, createSignal, type JSX, onCleanup } from 'solid-js'
import { render } from 'solid-js/web'
import './base.css'
import './slab.css'
import { readAddress } from './address.ts'
import { type Connection, createConnection } from './connection.ts'
import { prepareMotion } from './motion.ts'
import type { Choreography } from './showing.ts'
import { createStage, type Stage } from './stage.ts'

/** What an overlay is handed to be drawn from. */
export type PageProps<Name extends OverlayName> = {
  readonly stage: Stage
  /** Undefined until the first join is answered: until then the page is transparent. Reactive. */
  readonly state: () => OverlayStateOf<Name> | undefined
  /** The server's time. */
  readonly now: () => number
}

export type PageOptions<Name extends OverlayName> = {
  name: Name
  choreograph: Choreography
  Overlay: (props: PageProps<Name>) => JSX.Element
}

// Text that is set before its font is there would change its width in full view; a font that never comes holds nothing up.
const fontsWaitMs = 1_500

/** Puts an overlay on its page: one stage, one socket. */
export async function mountPage<Name extends OverlayName>({ name, choreograph, Overlay }: PageOptions<Name>): Promise<void> {
  const root = document.getElementById('root')
  if (root === null) throw new Error('the page has no #root')
  const address = readAddress(new URL(location.href))
  const debug = address.isDebug ? await import('./debug.ts') : undefined
  await Promise.race([loadFonts(), new Promise((resolve) => setTimeout(resolve, fontsWaitMs))])
  prepareMotion()
  render(() => {
    const [state, setState] = createSignal<OverlayStateOf<Name>>()
    const source: Connection = address.isDemo
      ? { now: Date.now, receipt: () => {}, isStale: () => false }
      : createConnection({ name, address, root, onState: (value) => setState(() => value) })
    const stage = createStage(choreograph, ({ cue }, phase) => {
      // What a debugger puts on is no cue of the server's.
      if (cue !== null && debug === undefined) source.receipt({ id: cue.id, due: cue.starts_at }, phase)
    })
    const page: PageProps<Name> = { stage, state, now: () => source.now() }
    createEffect(() => {
      const isIdle = Object.values(stage.state().layers).every(({ kind }) => kind === 'hidden')
      if (source.isStale() && isIdle) location.reload()
    })
    onCleanup(() => stage.dispose())
    return <Overlay {...(debug?.attach(name, page, address) ?? page)} />
  }, root)
}

function loadFonts(): Promise<unknown> {
  return Promise.all(['560 24px', '780 24px'].map((font) => document.fonts.load(`${font} "Archivo Variable"`)))
}
