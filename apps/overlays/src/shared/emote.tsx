import { createSignal, onMount, Show } from 'solid-js'
import './emote.css'
import { onServer } from './page-root.ts'

export type EmoteProps = {
  id: string
  name: string
  /** Hears that there is no picture of it, once the word is there. */
  onWord?: () => void
}

/** Pictures that were not to be had, and when: they are not asked for again at each message. The first of many is forgotten. */
const gone = new Map<string, number>()
const maxGone = 500
const patienceMs = 300_000

function isGoneNow(id: string): boolean {
  const at = gone.get(id)
  return at !== undefined && performance.now() - at < patienceMs
}

function remember(id: string): void {
  const [first] = gone.keys()
  if (gone.size >= maxGone && first !== undefined) gone.delete(first)
  gone.set(id, performance.now())
}

/** An emote as its picture, from our own server; as the word that it is written as where there is no picture of it. */
export function Emote(props: EmoteProps) {
  const [isGone, setGone] = createSignal(isGoneNow(props.id))
  const fall = () => {
    remember(props.id)
    setGone(true)
    props.onWord?.()
  }
  // One that falls as its word from the first has nothing to wait for.
  onMount(() => isGone() && props.onWord?.())
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
