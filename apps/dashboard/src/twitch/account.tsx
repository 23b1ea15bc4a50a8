import type { TwitchState } from '@landale/protocol'
import { type JSX, Show } from 'solid-js'
import { ConfirmButton } from '@/confirm-button.tsx'
import { formatCountdown } from '@/format.ts'
import { handFocusOn } from '@/hand-focus-on.ts'
import { texts } from '@/texts.ts'
import type { Subscribed } from '@/twitch/gaps.ts'

export type AccountProps = {
  name: string
  subscribed: Subscribed
  enabled: boolean
  onAsking: (isAsking: boolean) => void
  onSignOut: () => void
}

/** Who is signed in, how much of Twitch is heard, and the way out. */
export function Account(props: AccountProps): JSX.Element {
  let part: HTMLDivElement | undefined
  handFocusOn(() => part)
  return (
    <div class="account" ref={part}>
      <div class="account-main">
        <bdi class="account-name">{props.name}</bdi>
        <ConfirmButton
          label={texts.twitch.signOut}
          confirm={texts.twitch.confirmSignOut}
          disabled={!props.enabled}
          onAsking={(isAsking) => props.onAsking(isAsking)}
          onConfirm={() => props.onSignOut()}
        />
      </div>
      <p class="account-fact">{texts.twitch.subscribed(props.subscribed.enabled, props.subscribed.all)}</p>
    </div>
  )
}

/** Nobody is signed in. `elsewhere` is a sign-in whose code another page, or this one before it was loaded anew, was told. */
export function SignedOut(props: {
  elsewhere: TwitchState['sign_in']
  now: number
  enabled: boolean
  onSignIn: () => void
}): JSX.Element {
  let part: HTMLDivElement | undefined
  handFocusOn(() => part)
  return (
    <div class="account" ref={part}>
      <div class="account-main">
        <p>{texts.twitch.nobody}</p>
        <button type="button" class="button strong" disabled={!props.enabled} onClick={() => props.onSignIn()}>
          {texts.twitch.signIn}
        </button>
      </div>
      <p class="account-fact">
        <Show when={props.elsewhere} fallback={texts.twitch.how}>
          {(waiting) => texts.twitch.elsewhere(formatCountdown(waiting().expires_at - props.now))}
        </Show>
      </p>
    </div>
  )
}
