import type { TwitchState } from '@landale/protocol'
import { type Accessor, createEffect, createSignal, on } from 'solid-js'
import { unwrap } from 'solid-js/store'
import { texts } from '@/texts.ts'
import { hear, parseOffer, type SignIn } from '@/twitch/sign-in.ts'

export type SignInOptions = {
  push: (event: string, payload: object) => Promise<unknown>
  twitch: Accessor<TwitchState>
  /** Another value with every state that the server sends. */
  heard: Accessor<unknown>
}

export type SignInControl = { state: Accessor<SignIn>; begin: () => Promise<void>; signOut: () => Promise<void> }

/** Signing in and out at Twitch by commands, as far as this page has begun it. */
export function createSignIn({ push, twitch, heard }: SignInOptions): SignInControl {
  const [state, setState] = createSignal<SignIn>({ kind: 'none' })
  createEffect(on(heard, () => setState((known) => hear(known, twitch())), { defer: true }))

  const run = async (command: 'sign_in' | 'sign_out', settle: (reply: unknown) => SignIn | undefined) => {
    if (state().kind === 'asked') return
    setState({ kind: 'asked' })
    try {
      const settled = settle(await push(`twitch.${command}`, {}))
      setState(settled ?? { kind: 'failed', command, reason: texts.twitch.unreadable })
    } catch (error) {
      setState({ kind: 'failed', command, reason: error instanceof Error ? error.message : String(error) })
    }
  }

  return {
    state,
    begin() {
      // The store goes on in place; what it is compared with must not.
      const before = structuredClone(unwrap(twitch()))
      return run('sign_in', (reply) => {
        const offer = parseOffer(reply)
        return offer && { kind: 'offered', offer, before }
      })
    },
    signOut: () => run('sign_out', () => ({ kind: 'over', outcome: 'signed_out', account: null })),
  }
}
