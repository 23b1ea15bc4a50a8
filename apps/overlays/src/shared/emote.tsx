import { createSignal, Show } from 'solid-js'
import './emote.css'
import { onServer } from './page-root.ts'

export type EmoteProps = {
  id: string
  name: string
  /** Hears that there is no picture of it, once the word is there. */
  onWord?: () => void
}

/** An emote as its picture, from our own server; as the word that it is written as where there is no picture of it. */
export function Emote(props: EmoteProps) {
  const [isGone, setGone] = createSignal(false)
  const fall = () => {
    setGone(true)
    props.onWord?.()
  }
  return (
    <Show when={!isGone()} fallback={<span class="emote">{props.name}</span>}>
      <img class="emote" src={pictureOf(props.id)} alt={props.name} decoding="async" onError={fall} />
    </Show>
  )
}

/** A sample's id is its picture; the platform's ids have only letters, digits and `_`. */
function pictureOf(id: string): string {
  return id.startsWith('data:image/svg+xml,') ? id : onServer(`/overlay/emotes/${encodeURIComponent(id)}`)
}
