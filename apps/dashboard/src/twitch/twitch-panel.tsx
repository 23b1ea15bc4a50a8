import type { TwitchState } from '@landale/protocol'
import { createEffect, createMemo, createSignal, type JSX, Match, on, Show, Switch } from 'solid-js'
import { copyText } from '@/copy-text.ts'
import { handFocusOn } from '@/hand-focus-on.ts'
import { texts } from '@/texts.ts'
import { Account, SignedOut } from '@/twitch/account.tsx'
import { createSignIn, type SignInOptions } from '@/twitch/create-sign-in.ts'
import { GapList } from '@/twitch/gap-list.tsx'
import { subscribedTo } from '@/twitch/gaps.ts'
import { SignInCode } from '@/twitch/sign-in-code.tsx'

export type TwitchPanelProps = {
  twitch: TwitchState
  heard: unknown
  push: SignInOptions['push']
  enabled: boolean
  now: number
}

/** The streamer's sign-in at Twitch, and what was not granted with it. */
export function TwitchPanel(props: TwitchPanelProps): JSX.Element {
  const signIn = createSignIn({
    push: (event, payload) => props.push(event, payload),
    twitch: () => props.twitch,
    heard: () => props.heard,
  })
  /** What was done here last; it is said until signing in goes on. */
  const [note, setNote] = createSignal('')
  createEffect(on(signIn.state, () => setNote('')))
  const offer = () => {
    const state = signIn.state()
    return state.kind === 'offered' ? state.offer : undefined
  }
  const subscribed = createMemo(() => subscribedTo(props.twitch))
  const scopes = () => props.twitch.missing_scopes.map(({ scope, types }) => ({ name: scope, types }))

  const copy = async (code: string) => setNote((await copyText(code)) ? texts.twitch.copied : texts.overlays.notCopied)
  const said = () => {
    const state = signIn.state()
    if (state.kind === 'asked') return texts.twitch.asking
    if (state.kind === 'failed') return texts.twitch.failed[state.command](state.reason)
    if (note() !== '') return note()
    if (state.kind === 'over') return texts.twitch.outcomes[state.outcome]
    return state.kind === 'offered' ? texts.twitch.enter : ''
  }

  return (
    <section class="panel twitch" aria-labelledby="twitch-title">
      <h2 id="twitch-title">{texts.twitch.title}</h2>
      <Switch
        fallback={
          <SignedOut
            elsewhere={props.twitch.sign_in}
            now={props.now}
            enabled={props.enabled}
            onSignIn={() => void signIn.begin()}
          />
        }
      >
        <Match when={offer()}>
          {(known) => <SignInCode offer={known()} now={props.now} onCopy={() => void copy(known().userCode)} />}
        </Match>
        <Match when={props.twitch.account}>
          {(account) => (
            <Account
              name={account().name}
              subscribed={subscribed()}
              enabled={props.enabled}
              onAsking={(isAsking) => setNote(isAsking ? texts.twitch.pressAgain : '')}
              onSignOut={() => void signIn.signOut()}
            />
          )}
        </Match>
      </Switch>
      <p class="account-said" role="status" data-failed={signIn.state().kind === 'failed'}>
        {said()}
      </p>
      <GapList title={texts.twitch.notGranted} gaps={scopes()}>
        <Show when={offer() === undefined}>
          <GrantButton enabled={props.enabled} onPress={() => void signIn.begin()} />
        </Show>
      </GapList>
      <GapList title={texts.twitch.notSubscribed} gaps={subscribed().gaps} />
    </section>
  )
}

function GrantButton(props: { enabled: boolean; onPress: () => void }): JSX.Element {
  let button: HTMLButtonElement | undefined
  handFocusOn(() => button)
  return (
    <button type="button" class="button" ref={button} disabled={!props.enabled} onClick={() => props.onPress()}>
      {texts.twitch.grant}
    </button>
  )
}
