import { endOf } from '@landale/layers'
import {
  type Cue,
  type OptionsDefinition,
  type OverlayName,
  type OverlayOptionsOf,
  type OverlayStateOf,
  type overlayOptions,
  readOptions,
} from '@landale/protocol'
import { createEffect, createSignal, type JSX, onCleanup } from 'solid-js'
import { render } from 'solid-js/web'
import './base.css'
import './slab.css'
import { readAddress } from './address.ts'
import { type Connection, createConnection, type StateSchema } from './connection.ts'
import { prepareMotion } from './motion.ts'
import type { Choreography } from './showing.ts'
import { createStage, type Stage } from './stage.ts'
import { themeFaults } from './theme.ts'

/** What an overlay is handed to be drawn from. */
export type PageProps<Name extends OverlayName> = {
  readonly stage: Stage
  /** What the page's address asks for. */
  readonly options: OverlayOptionsOf<Name>
  /** Undefined until the first join is answered: until then the page is transparent. Reactive. */
  readonly state: () => OverlayStateOf<Name> | undefined
  /** The server's time. */
  readonly now: () => number
}

export type PageOptions<Name extends OverlayName> = {
  name: Name
  /** The schema of its state: a page carries no other overlay's. */
  schema: StateSchema<Name>
  options: (typeof overlayOptions)[Name]
  choreograph: (...motion: [...Parameters<Choreography>, options: OverlayOptionsOf<Name>]) => gsap.core.Timeline
  Overlay: (props: PageProps<Name>) => JSX.Element
}

// Text that is set before its font is there would change its width in full view; a font that never comes holds nothing up.
const fontsWaitMs = 1_500

/** Puts an overlay on its page: one stage, one socket. */
export async function mountPage<Name extends OverlayName>({ name, schema, options, choreograph, Overlay }: PageOptions<Name>) {
  const root = document.getElementById('root')
  if (root === null) throw new Error('the page has no #root')
  const asked = optionsOf(name, options)
  const address = readAddress(new URL(location.href))
  const [debug, sounds] = await Promise.all([
    address.isDebug ? import('./debug.ts') : undefined,
    // Most pages are silent, and some of the others asked to be.
    'sound' in asked && asked.sound ? import('./sound.ts') : undefined,
    Promise.race([loadFonts(), new Promise((resolve) => setTimeout(resolve, fontsWaitMs))]),
  ])
  prepareMotion()
  render(() => {
    const [state, setState] = createSignal<OverlayStateOf<Name>>()
    const source: Connection = address.isDemo
      ? { now: Date.now, receipt: () => {}, isStale: () => false }
      : createConnection({ name, schema, address, root, onState: (value) => setState(() => value) })
    const sound = sounds?.createSound({ ...asked, load: sounds.loadSound })
    const stage = createStage(
      (effect, elements) => choreograph(effect, elements, asked),
      ({ cue }, phase) => {
        if (cue === null) return
        if (phase === 'shown') sound?.cue(cue, source.now())
        // What a debugger puts on is no cue of the server's.
        if (debug === undefined) source.receipt({ id: cue.id, due: cue.starts_at, over: endOf(cue) }, phase)
      },
    )
    const page: PageProps<Name> = { stage, options: asked, state, now: () => source.now() }
    createEffect(() => {
      // Furniture is drawn again as it was; a cue that is on is not cut for a newer build.
      const isIdle = Object.values(stage.state().layers).every((layer) => layer.kind === 'hidden' || layer.content.cue === null)
      if (source.isStale() && isIdle) location.reload()
    })
    createEffect(() => sound?.prepare(cuesIn(state())))
    onCleanup(() => stage.dispose())
    return <Overlay {...(debug?.attach(name, page, address) ?? page)} />
  }, root)
}

/** Reads the page's options, and sets what all pages have: how large it is drawn. */
function optionsOf<Name extends OverlayName>(name: Name, definition: (typeof overlayOptions)[Name]): OverlayOptionsOf<Name> {
  const { options, faults } = readOptions<OptionsDefinition>(definition, new URL(location.href).searchParams)
  for (const fault of [...faults, ...themeFaults(options.theme)]) console.warn(`overlay:${name}: ${fault}`)
  document.documentElement.style.setProperty('--scale', String(options.scale ?? 1))
  return options as OverlayOptionsOf<Name>
}

/** What a page is told of ahead: its sounds are ready by then. */
function cuesIn(state: object | undefined): readonly Cue[] {
  return state !== undefined && 'cues' in state ? (state.cues as readonly Cue[]) : []
}

function loadFonts(): Promise<unknown> {
  const { fontFamily } = getComputedStyle(document.body)
  return Promise.all(['560 24px', '780 24px'].map((font) => document.fonts.load(`${font} ${fontFamily}`)))
}
