import { createClientStatus, createLandaleClient } from '@landale/client/solid'
import type { OverlayName, OverlayReply, OverlayStateOf } from '@landale/protocol'
import { createEffect, createSignal, onCleanup } from 'solid-js'
import type { Address } from './address.ts'
import { identify } from './identify.ts'
import { browserPage, obsPage } from './obs-page.ts'
import { painted, startVitals } from './vitals.ts'

export type Connection = {
  /** The server's time. */
  now(): number
  /**
   * Says what has become of a cue, once it is painted. One that cannot be sent is lost: the server takes the cue's own time for it.
   * `due` and `over`: the server's time from which and until which it was to be seen.
   */
  receipt(cue: { id: string; due: number; over: number }, phase: 'shown' | 'finished'): void
  /** The server has another build than this page's: to be loaded anew when nothing is on. Reactive. */
  isStale(): boolean
}

/** What tells whether a state is one: the overlay's own of `overlayStates`, and no other, since each is as large as its page. */
export type StateSchema<Name extends OverlayName> = {
  safeParse(
    value: unknown,
  ): { success: true; data: OverlayStateOf<Name> } | { success: false; error: { readonly message: string } }
}

export type ConnectionOptions<Name extends OverlayName> = {
  name: Name
  schema: StateSchema<Name>
  address: Address
  root: HTMLElement
  onState: (state: OverlayStateOf<Name>) => void
}

/** Joins the overlay's topic and keeps it. What does not fit its schema is told to the console, and changes nothing on screen. */
export function createConnection<Name extends OverlayName>({
  name,
  schema,
  address,
  root,
  onState,
}: ConnectionOptions<Name>): Connection {
  const client = createLandaleClient({ url: address.socketUrl, key: address.key, name: `overlay ${name}` })
  const status = createClientStatus(client)
  createEffect(() => {
    root.dataset.connected = String(status().kind === 'connected')
  })
  const id = instance(name)
  const [isStale, setStale] = createSignal(false)
  let joinedAt = Number.POSITIVE_INFINITY
  let version = 0
  const channel = client.state<unknown, OverlayReply>(`overlay:${name}`, {
    params: () => ({ build: __BUILD__, instance: id, ...obsPage(window), ...browserPage(window) }),
    onJoin(reply) {
      joinedAt = client.now()
      setStale(isOtherBuild(reply.build))
    },
    onState(value, meta) {
      version = meta.version
      const parsed = schema.safeParse(value)
      if (parsed.success) onState(parsed.data)
      else console.error(`overlay:${name}: the state does not fit: ${parsed.error.message}`)
    },
    onPush(event) {
      // The page that comes back shows the same moment, so it need not wait for a quiet one.
      if (event === 'refresh') location.reload()
      if (event === 'identify') identify(name, id)
    },
  })
  const say = (event: string, payload: object) =>
    channel.push(event, payload).catch((error: unknown) => console.warn(`overlay:${name}: ${event} was not taken`, error))
  onCleanup(startVitals((vitals) => channel.joined && void say('vitals', { ...vitals, version })))
  return {
    now: () => client.now(),
    isStale,
    async receipt(cue, phase) {
      const receipt = { cue: cue.id, phase, instance: id }
      if (phase === 'finished') return void say('receipt', receipt)
      const isHidden = document.visibilityState === 'hidden'
      await painted()
      const now = client.now()
      // A page that is hidden paints when it comes back: by then nobody has seen what is over.
      if (now >= cue.over) return
      // What was due before this page was there, or while nobody looked, says nothing of how fast it paints.
      const paint = joinedAt < cue.due && !isHidden ? { paint_ms: Math.max(0, now - cue.due) } : undefined
      void say('receipt', { ...receipt, ...paint })
    },
  }
}

/** Whether the server serves another build. Each is tried once: a page that a cache keeps old must not reload for ever. */
function isOtherBuild(build: string): boolean {
  if (build === '' || build === __BUILD__ || sessionStorage.getItem('tried build') === build) return false
  sessionStorage.setItem('tried build', build)
  return true
}

/** Names this source over its reloads. `crypto.randomUUID` is for secure contexts only, and OBS may come from another machine. */
function instance(name: OverlayName): string {
  const kept = sessionStorage.getItem(`instance:${name}`)
  if (kept !== null) return kept
  const made = `${name}_${crypto.getRandomValues(new Uint32Array(2)).join('')}`
  sessionStorage.setItem(`instance:${name}`, made)
  return made
}
