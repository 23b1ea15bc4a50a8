import type { JSX } from 'solid-js'
import { formatCountdown } from '@/format.ts'
import { handFocusOn } from '@/hand-focus-on.ts'
import { texts } from '@/texts.ts'
import { type SignInOffer, typedAddress } from '@/twitch/sign-in.ts'

/** The code to enter at Twitch, where, and for how long it is good. */
export function SignInCode(props: { offer: SignInOffer; now: number; onCopy: () => void }): JSX.Element {
  let part: HTMLDivElement | undefined
  handFocusOn(() => part)
  return (
    <div class="account" ref={part}>
      <div class="account-main">
        <p class="code" id="sign-in-code" translate="no">
          {props.offer.userCode}
        </p>
        <button
          type="button"
          class="button strong"
          aria-label={texts.twitch.copyCode}
          aria-describedby="sign-in-code"
          onClick={() => props.onCopy()}
        >
          {texts.twitch.copy}
        </button>
      </div>
      <p class="account-fact">
        <a href={props.offer.address} target="_blank" rel="noreferrer">
          {typedAddress(props.offer.address)}
          <span class="hidden">{texts.twitch.newTab}</span>
        </a>
        <span>{texts.twitch.goodFor(formatCountdown(props.offer.expiresAt - props.now))}</span>
      </p>
    </div>
  )
}
