import type { Takeover, TakeoverKind } from '@landale/protocol'
import { createSignal, For, type JSX } from 'solid-js'
import { SaidLine } from '@/press/said-line.tsx'
import type { Cover } from '@/takeover/create-cover.ts'
import { canStart, maxMessage, offeredMinutes } from '@/takeover/start.ts'
import { texts } from '@/texts.ts'

const presets = ['please-stand-by', 'technical-difficulties', 'custom'] as const satisfies readonly TakeoverKind[]

/** One press covers the screen; beside it what is said meanwhile. */
export function TakeoverPanel(props: { cover: Cover; takeover: Takeover | null; enabled: boolean }): JSX.Element {
  const [message, setMessage] = createSignal('')
  const [minutes, setMinutes] = createSignal<number>()
  const form = () => ({ message: message(), minutes: minutes() })
  return (
    <section class="panel takeover" aria-labelledby="takeover-title">
      <h2 id="takeover-title" class="hidden">
        {texts.takeover.title}
      </h2>
      <button
        type="button"
        class="button cover-button"
        aria-keyshortcuts={texts.takeover.key}
        aria-pressed={props.takeover?.kind === 'screen-cover'}
        disabled={!props.enabled}
        onClick={() => props.cover.start('screen-cover')}
      >
        {texts.takeover.cover} <kbd>{texts.takeover.key}</kbd>
      </button>
      <div class="cover-fields">
        <input
          type="text"
          maxlength={maxMessage}
          placeholder={texts.takeover.message}
          aria-label={texts.takeover.messageLabel}
          onInput={(event) => setMessage(event.currentTarget.value)}
        />
        <select
          aria-label={texts.takeover.length}
          onChange={(event) => setMinutes(Number(event.currentTarget.value) || undefined)}
        >
          <option value="">{texts.takeover.lengths.until}</option>
          <For each={offeredMinutes}>{(count) => <option value={count}>{texts.takeover.lengths.minutes(count)}</option>}</For>
        </select>
      </div>
      <div class="cover-presets">
        <For each={presets}>
          {(kind) => (
            <button
              type="button"
              class="button"
              aria-pressed={props.takeover?.kind === kind}
              disabled={!props.enabled || !canStart(kind, form())}
              title={canStart(kind, form()) ? undefined : texts.takeover.needsMessage}
              onClick={() => props.cover.start(kind, form())}
            >
              {texts.takeover.kinds[kind]}
            </button>
          )}
        </For>
      </div>
      <SaidLine said={props.cover.said()} enabled={props.enabled} />
    </section>
  )
}
