import type { ObsState } from '@landale/protocol'
import { For, type JSX, Show } from 'solid-js'
import { askedScene } from '@/obs/optimistic.ts'
import type { Presses } from '@/press/create-presses.ts'
import { texts } from '@/texts.ts'

export type SceneListProps = {
  obs: ObsState
  images: ReadonlyMap<string, string>
  presses: Presses
  enabled: boolean
}

/** The scenes. A press puts one on program, or on preview in studio mode; it is marked once OBS says that it is there. */
export function SceneList(props: SceneListProps): JSX.Element {
  const asked = () => askedScene(props.presses.pending())
  const put = (scene: string) =>
    void props.presses.press(props.obs.studio_mode ? 'obs.set_preview' : 'obs.set_scene', { scene }, { isRepeatable: true })
  const target = () => (props.obs.studio_mode ? props.obs.preview : props.obs.program)
  const placeOf = (scene: string): 'program' | 'preview' | undefined => {
    if (scene === props.obs.program) return 'program'
    return props.obs.studio_mode && scene === props.obs.preview ? 'preview' : undefined
  }
  return (
    <Show when={props.obs.scenes.length > 0} fallback={<p class="empty">{texts.obs.noScenes}</p>}>
      <ul class="scenes" aria-label={texts.obs.scenes}>
        <For each={props.obs.scenes}>
          {(scene) => (
            <li>
              <button
                type="button"
                class="scene"
                aria-pressed={scene === target()}
                aria-busy={scene === asked() && scene !== target()}
                data-place={placeOf(scene)}
                disabled={!props.enabled}
                onClick={() => put(scene)}
              >
                <span class="scene-picture">
                  <Show when={props.images.get(scene)}>{(image) => <img src={image()} alt="" />}</Show>
                  <Show when={placeOf(scene)}>{(place) => <span class="scene-place">{texts.obs[place()]}</span>}</Show>
                </span>
                <bdi class="scene-name">{scene}</bdi>
              </button>
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
}
