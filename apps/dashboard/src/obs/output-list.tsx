import type { ObsState } from '@landale/protocol'
import { type JSX, Show } from 'solid-js'
import { StartButton, StopButton } from '@/obs/output-buttons.tsx'
import { OutputRow } from '@/obs/output-row.tsx'
import { outputWords } from '@/obs/output-words.ts'
import type { Presses } from '@/press/create-presses.ts'
import { texts } from '@/texts.ts'

export type OutputListProps = {
  obs: ObsState
  presses: Presses
  enabled: boolean
  /** The server's time. */
  now: number
}

/** What OBS puts out, each with its way in and out. What viewers or a file would lose is stopped by holding only. */
export function OutputList(props: OutputListProps): JSX.Element {
  const { obs: words } = texts
  const shared = () => ({ presses: props.presses, enabled: props.enabled })
  return (
    <ul class="outputs" aria-label={words.outputs}>
      <OutputRow name={words.stream} output="stream" {...outputWords(props.obs.stream, props.now)}>
        <Show
          when={props.obs.stream.active}
          fallback={
            <StartButton
              {...shared()}
              command="obs.start_stream"
              of={words.stream}
              label={words.start}
              done={words.streamStarted}
              strong
            />
          }
        >
          <StopButton {...shared()} command="obs.stop_stream" of={words.stream} done={words.streamStopped} />
        </Show>
      </OutputRow>
      <OutputRow name={words.record} output="record" {...outputWords(props.obs.record, props.now)}>
        <Show
          when={props.obs.record.active}
          fallback={
            <StartButton
              {...shared()}
              command="obs.start_record"
              of={words.record}
              label={words.start}
              done={words.recordStarted}
            />
          }
        >
          <StartButton
            {...shared()}
            command={props.obs.record.paused ? 'obs.resume_record' : 'obs.pause_record'}
            of={words.record}
            label={props.obs.record.paused ? words.resume : words.pause}
          />
          <StopButton {...shared()} command="obs.stop_record" of={words.record} done={words.recordStopped} />
        </Show>
      </OutputRow>
      <OutputRow name={words.replay} output="replay" {...outputWords(props.obs.replay, props.now)} more={lastReplay(props.obs)}>
        <Show when={props.obs.replay.available}>
          <Show
            when={props.obs.replay.active}
            fallback={<StartButton {...shared()} command="obs.start_replay" of={words.replay} label={words.start} />}
          >
            <StartButton
              {...shared()}
              command="obs.save_replay"
              of={words.replay}
              label={words.save}
              done={words.replaySaved}
              strong
            />
            <StartButton {...shared()} command="obs.stop_replay" of={words.replay} label={words.stop} />
          </Show>
        </Show>
      </OutputRow>
      <OutputRow name={words.camera} output="camera" {...outputWords(props.obs.virtual_camera, props.now)}>
        <Show when={props.obs.virtual_camera.available}>
          <StartButton
            {...shared()}
            command={props.obs.virtual_camera.active ? 'obs.stop_virtual_camera' : 'obs.start_virtual_camera'}
            of={words.camera}
            label={props.obs.virtual_camera.active ? words.stop : words.start}
          />
        </Show>
      </OutputRow>
    </ul>
  )
}

function lastReplay({ replay }: ObsState): string | undefined {
  return replay.last_path === null ? undefined : texts.obs.lastReplay(replay.last_path)
}
