import type { Client } from '@landale/client'
import { createChannelState } from '@landale/client/solid'
import type { ObsState, SourceStatus } from '@landale/protocol'
import { type JSX, Show } from 'solid-js'
import { absenceOf } from '@/obs/absence.ts'
import { createSeen } from '@/obs/create-seen.ts'
import { createThumbnails } from '@/obs/create-thumbnails.ts'
import { Mixer } from '@/obs/mixer.tsx'
import { ObsStats } from '@/obs/obs-stats.tsx'
import { OutputList } from '@/obs/output-list.tsx'
import { SceneList } from '@/obs/scene-list.tsx'
import { TransitionBar } from '@/obs/transition-bar.tsx'
import { createPresses } from '@/press/create-presses.ts'
import { SaidLine } from '@/press/said-line.tsx'
import { texts } from '@/texts.ts'

export type ObsPanelProps = {
  client: Client
  /** OBS among the sources, once those are known: why it is not there. */
  source: SourceStatus | undefined
  enabled: boolean
  /** The server's time. */
  now: number
}

/** The streamer's OBS: what is on, what goes out, what is heard. */
export function ObsPanel(props: ObsPanelProps): JSX.Element {
  const obs = createChannelState<ObsState>(props.client, 'dashboard:obs')
  const presses = createPresses({ push: obs.push, heard: () => obs.meta })
  const there = () => (obs.value?.connected === true ? obs.value : undefined)
  const canPress = () => props.enabled && there() !== undefined
  const seen = createSeen()
  const images = createThumbnails({
    push: obs.push,
    scenes: () => there()?.scenes ?? [],
    isWanted: () => canPress() && seen.isSeen(),
  })
  const isStudio = () => there()?.studio_mode === true
  const toggleStudio = () => void presses.press('obs.set_studio_mode', { on: !isStudio() })

  return (
    <section class="panel obs" aria-labelledby="obs-title" ref={seen.watch}>
      <div class="obs-head">
        <h2 id="obs-title">{texts.obs.title}</h2>
        <Show when={there()}>
          {(known) => (
            <>
              <ObsStats obs={known()} />
              <button type="button" class="button lit" aria-pressed={isStudio()} disabled={!canPress()} onClick={toggleStudio}>
                {texts.obs.studioMode}
              </button>
            </>
          )}
        </Show>
      </div>
      <Show when={there()} fallback={<ObsAbsent reason={props.source?.error} />}>
        {(known) => (
          <>
            <SceneList obs={known()} images={images()} presses={presses} enabled={canPress()} />
            <Show when={isStudio()}>
              <TransitionBar obs={known()} presses={presses} enabled={canPress()} />
            </Show>
            <OutputList obs={known()} presses={presses} enabled={canPress()} now={props.now} />
            <Mixer inputs={known().inputs} presses={presses} enabled={canPress()} />
            <SaidLine said={presses.said()} enabled={props.enabled} />
          </>
        )}
      </Show>
    </section>
  )
}

/** Why OBS is not there, and what to do about it. */
function ObsAbsent(props: { reason: string | null | undefined }): JSX.Element {
  return (
    <Show when={props.reason} fallback={<p class="empty">{texts.obs.unknown}</p>}>
      {(reason) => (
        <div class="obs-absent">
          <p>{reason()}</p>
          <p class="hint">{texts.obs.absent[absenceOf(reason())]}</p>
        </div>
      )}
    </Show>
  )
}
