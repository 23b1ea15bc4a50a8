import type { OverlayName, OverlayStateOf } from '@landale/protocol'

type Leave<Name extends OverlayName> = (state: OverlayStateOf<Name>) => OverlayStateOf<Name>

/** What a page is told so that what it shows leaves in its own way, where it is not enough that it knows nothing any more. */
const leaves: { readonly [Name in OverlayName]?: Leave<Name> } = {
  'now-playing': () => ({ song: null, is_paused: false }),
  // The pieces of the furniture leave by themselves.
  stage: (state) => ({ ...state, cues: [], furniture: [], beside: [] }),
}

/** On these pages a thing leaves when its time is up, and never all of it at once: here it fades. */
const fading: readonly OverlayName[] = ['chat', 'captions', 'emotes', 'credits']

/** What to tell a page that is to leave. `fades`: nothing; all of it goes together. */
export function leaving<Name extends OverlayName>(
  name: Name,
  state: OverlayStateOf<Name>,
): { fades: boolean; told: OverlayStateOf<Name> | undefined } {
  const leave: Leave<Name> | undefined = leaves[name]
  if (fading.includes(name)) return { fades: true, told: state }
  return { fades: false, told: leave?.(state) }
}
