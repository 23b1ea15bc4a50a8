import type { Takeover } from '@landale/protocol'
import { type JSX, Show } from 'solid-js'
import { ConfirmButton } from '@/confirm-button.tsx'
import { formatClock } from '@/tally/format-clock.ts'
import { texts } from '@/texts.ts'

export type TakeoverStripProps = {
  takeover: Takeover
  enabled: boolean
  now: number
  onAsking: (isAsking: boolean) => void
  onUncover: () => void
}

/** The screen is covered: nothing on the page says anything louder. */
export function TakeoverStrip(props: TakeoverStripProps): JSX.Element {
  return (
    <section class="takeover-strip" aria-label={texts.takeover.covered}>
      <strong role="alert">{texts.takeover.covered}</strong>
      <span class="takeover-kind">{texts.takeover.kinds[props.takeover.kind]}</span>
      <Show when={props.takeover.message}>
        <bdi class="takeover-message">{props.takeover.message}</bdi>
      </Show>
      <span class="takeover-left">
        <Show when={props.takeover.ends_at} fallback={texts.takeover.untilUncovered}>
          {(ends) => texts.takeover.left(formatClock(ends() - props.now))}
        </Show>
      </span>
      <ConfirmButton
        label={texts.takeover.uncover}
        confirm={texts.takeover.confirmUncover}
        disabled={!props.enabled}
        onAsking={(isAsking) => props.onAsking(isAsking)}
        onConfirm={() => props.onUncover()}
      />
    </section>
  )
}
