import { createClientStatus, createLandaleClient } from '@landale/client/solid'
import { type OverlayName, type OverlayStateOf, overlayStates } from '@landale/protocol'
import { createEffect } from 'solid-js'
import type { Address } from './address.ts'
import { obsPage } from './obs-page.ts'

export type ConnectionOptions<Name extends OverlayName> = {
  name: Name
  address: Address
  root: HTMLElement
  onState: (state: OverlayStateOf<Name>) => void
}

/** Joins the overlay's topic and keeps it. What does not fit its schema is told to the console, and changes nothing on screen. */
export function createConnection<Name extends OverlayName>({
  name,
  address,
  root,
  onState,
}: ConnectionOptions<Name>): { now(): number } {
  const client = createLandaleClient({ url: address.socketUrl, key: address.key, name: `overlay ${name}` })
  const status = createClientStatus(client)
  createEffect(() => {
    root.dataset.connected = String(status().kind === 'connected')
  })
  client.state(`overlay:${name}`, {
    params: () => ({ build: __BUILD__, instance: instance(name), ...obsPage(window) }),
    onState(value) {
      const parsed = overlayStates[name].safeParse(value)
      if (parsed.success) onState(parsed.data as OverlayStateOf<Name>)
      else console.error(`overlay:${name}: the state does not fit: ${parsed.error.message}`)
    },
    onPush(event) {
      // The page that comes back shows the same moment, so it need not wait for a quiet one.
      if (event === 'refresh') location.reload()
    },
  })
  return client
}

/** Names this source over its reloads. `crypto.randomUUID` is for secure contexts only, and OBS may come from another machine. */
function instance(name: OverlayName): string {
  const kept = sessionStorage.getItem(`instance:${name}`)
  if (kept !== null) return kept
  const made = `${name}_${crypto.getRandomValues(new Uint32Array(2)).join('')}`
  sessionStorage.setItem(`instance:${name}`, made)
  return made
}
