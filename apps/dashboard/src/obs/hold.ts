/** How long a button that ends something is held. */
export const holdMs = 1_000

export type HoldBy = 'pointer' | 'key'
/** A button that acts once it was held: at rest, or held since when and by which hand. */
export type Hold = { readonly kind: 'rest' } | { readonly kind: 'held'; readonly by: HoldBy; readonly since: number }

export type HoldInput =
  | { kind: 'press'; by: HoldBy; at: number }
  | { kind: 'release'; by: HoldBy; at: number }
  | { kind: 'time'; at: number }
  /** The pointer or the focus has left it, or there is nothing to end any more. */
  | { kind: 'cancel' }

/** `held`: it acts. `short`: it was let go of too soon. */
export type HoldStep = { hold: Hold; outcome?: 'held' | 'short' }

export const atRest: Hold = { kind: 'rest' }

/** What becomes of a hold. The hand that began it ends it; another one changes nothing. */
export function stepHold(hold: Hold, input: HoldInput): HoldStep {
  if (hold.kind === 'rest') return { hold: input.kind === 'press' ? { kind: 'held', by: input.by, since: input.at } : hold }
  switch (input.kind) {
    case 'press':
      return { hold }
    case 'cancel':
      return { hold: atRest, outcome: 'short' }
    case 'time':
      return isLongEnough(hold, input.at) ? { hold: atRest, outcome: 'held' } : { hold }
    case 'release':
      if (input.by !== hold.by) return { hold }
      // A timer that is late takes nothing from who held it long enough.
      return { hold: atRest, outcome: isLongEnough(hold, input.at) ? 'held' : 'short' }
    default:
      return input satisfies never
  }
}

function isLongEnough({ since }: { since: number }, at: number): boolean {
  return at - since >= holdMs
}
