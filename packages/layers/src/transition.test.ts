import { describe, expect, test } from 'bun:test'
import type { LayerName } from '@landale/protocol'
import type { Effect } from './effect.ts'
import type { Input } from './input.ts'
import { type Content, emptyStage, motionOf } from './state.ts'
import { transition } from './transition.ts'

const show = (layer: LayerName, id: string): Input<Content> => ({ kind: 'show', layer, content: { id } })
const hide = (layer: LayerName): Input<Content> => ({ kind: 'hide', layer })
/** The end of whatever motion the layer has under way. */
const settle = (layer: LayerName) => ({ kind: 'settle', layer }) as const

type Step = Input<Content> | ReturnType<typeof settle>

/** Runs the steps; says the kinds of the layers, and the effects of the last step. */
function play(...steps: Step[]) {
  let state = emptyStage<Content>()
  let before = state
  let effects: readonly Effect<Content>[] = []
  for (const step of steps) {
    before = state
    const input: Input<Content> =
      step.kind === 'settle' ? { kind: 'done', layer: step.layer, motion: motionOf(state.layers[step.layer]) ?? -1 } : step
    ;({ state, effects } = transition(state, input))
  }
  const { foreground, midground, background } = state.layers
  return {
    state,
    isSame: state === before,
    kinds: [foreground.kind, midground.kind, background.kind].join(' '),
    effects: effects.map((effect) =>
      effect.kind === 'report'
        ? `${effect.outcome} ${effect.content.id}`
        : `${effect.kind} ${effect.layer} ${effect.kind === 'swap' ? `${effect.from.id}>` : ''}${effect.content.id}`,
    ),
  }
}

const background = [show('background', 'run'), settle('background')]
const midground = [show('midground', 'news'), settle('midground')]
const foreground = [show('foreground', 'raid'), settle('foreground')]

describe('hidden', () => {
  test('L1 shown with nothing higher up, content enters', () => {
    const { kinds, effects } = play(show('midground', 'a'))
    expect(kinds).toBe('hidden entering hidden')
    expect(effects).toEqual(['enter midground a'])
  })

  test('L2 a layer that enters interrupts the lower one that is up', () => {
    const { kinds, effects } = play(...background, show('foreground', 'a'))
    expect(kinds).toBe('entering hidden interrupted')
    expect(effects).toEqual(['interrupt background run', 'enter foreground a'])
  })

  test('L2 it interrupts one that is still entering', () => {
    const { kinds, effects } = play(show('background', 'run'), show('midground', 'a'))
    expect(kinds).toBe('hidden entering interrupted')
    expect(effects).toEqual(['interrupt background run', 'enter midground a'])
  })

  test('L3 shown under a higher layer that is up, content waits and gets no motion', () => {
    const { kinds, effects, state } = play(...foreground, show('background', 'run'))
    expect(kinds).toBe('active hidden interrupted')
    expect(effects).toEqual([])
    expect(state.layers.background).toMatchObject({ isWaiting: true, motion: null })
  })

  test('L3 what waited enters when the light is its own', () => {
    const { kinds, effects } = play(...foreground, show('background', 'run'), hide('foreground'))
    expect(kinds).toBe('exiting hidden entering')
    expect(effects).toEqual(['exit foreground raid', 'enter background run'])
  })

  test('L5 a hidden layer stays hidden on hide', () => {
    expect(play(hide('midground')).isSame).toBe(true)
  })
})

describe('entering', () => {
  test('its motion done, it is active', () => {
    const { kinds, effects, state } = play(show('foreground', 'a'), settle('foreground'))
    expect(kinds).toBe('active hidden hidden')
    expect(effects).toEqual([])
    expect(motionOf(state.layers.foreground)).toBeNull()
  })

  test('L6 new content is swapped, and the layer is still entering', () => {
    const { kinds, effects } = play(show('foreground', 'a'), show('foreground', 'b'))
    expect(kinds).toBe('entering hidden hidden')
    expect(effects).toEqual(['swap foreground a>b', 'finished a'])
  })

  test('L4 hidden, it exits and the highest interrupted one resumes', () => {
    const { kinds, effects } = play(...background, show('foreground', 'a'), hide('foreground'))
    expect(kinds).toBe('exiting hidden active')
    expect(effects).toEqual(['exit foreground a', 'resume background run'])
  })

  test('L9 the same content again changes nothing', () => {
    expect(play(show('foreground', 'a'), show('foreground', 'a')).isSame).toBe(true)
  })
})

describe('active', () => {
  test('L6 new content is swapped, and the layer is still active', () => {
    const { kinds, effects } = play(...foreground, show('foreground', 'b'))
    expect(kinds).toBe('active hidden hidden')
    expect(effects).toEqual(['swap foreground raid>b', 'finished raid'])
  })

  test('L4 hidden, only the highest of two interrupted ones resumes', () => {
    const { kinds, effects } = play(...background, ...midground, ...foreground, hide('foreground'))
    expect(kinds).toBe('exiting active interrupted')
    expect(effects).toEqual(['exit foreground raid', 'resume midground news'])
  })

  test('L4 the lowest one resumes when the middle one leaves too', () => {
    const { kinds, effects } = play(...background, ...midground, ...foreground, hide('foreground'), hide('midground'))
    expect(kinds).toBe('exiting exiting active')
    expect(effects).toEqual(['exit midground news', 'resume background run'])
  })

  test('L9 the same content again changes nothing', () => {
    expect(play(...foreground, show('foreground', 'raid')).isSame).toBe(true)
  })
})

describe('interrupted', () => {
  test('L5 hidden from under a higher layer, it exits and frees no light', () => {
    const { kinds, effects } = play(...background, ...midground, ...foreground, hide('midground'))
    expect(kinds).toBe('active exiting interrupted')
    expect(effects).toEqual(['exit midground news'])
  })

  test('L6 new content is swapped where it stands', () => {
    const { kinds, effects } = play(...midground, ...foreground, show('midground', 'b'))
    expect(kinds).toBe('active interrupted hidden')
    expect(effects).toEqual(['swap midground news>b', 'finished news'])
  })

  test('L7 what waits is dropped for what is newer', () => {
    const { kinds, effects } = play(...foreground, show('midground', 'a'), show('midground', 'b'))
    expect(kinds).toBe('active interrupted hidden')
    expect(effects).toEqual(['dropped a'])
  })

  test('L7 what waits and is hidden is dropped', () => {
    const { kinds, effects } = play(...foreground, show('midground', 'a'), hide('midground'))
    expect(kinds).toBe('active hidden hidden')
    expect(effects).toEqual(['dropped a'])
  })

  test('L9 what waits, shown again, changes nothing', () => {
    expect(play(...foreground, show('midground', 'a'), show('midground', 'a')).isSame).toBe(true)
  })

  test('its motion done, it stays interrupted', () => {
    const { kinds, state } = play(...background, ...foreground, settle('background'))
    expect(kinds).toBe('active hidden interrupted')
    expect(motionOf(state.layers.background)).toBeNull()
  })
})

describe('exiting', () => {
  const leaving = [...foreground, hide('foreground')]

  test('its motion done, it is hidden and its content is reported finished', () => {
    const { kinds, effects } = play(...leaving, settle('foreground'))
    expect(kinds).toBe('hidden hidden hidden')
    expect(effects).toEqual(['finished raid'])
  })

  test('L8 what was shown meanwhile enters when the exit is done', () => {
    const { kinds, effects } = play(...background, ...leaving, show('foreground', 'b'), settle('foreground'))
    expect(kinds).toBe('entering hidden interrupted')
    expect(effects).toEqual(['finished raid', 'interrupt background run', 'enter foreground b'])
  })

  test('L8 under a higher layer that came up meanwhile it waits', () => {
    const steps = [...midground, hide('midground'), show('midground', 'b'), ...foreground]
    const { kinds, effects } = play(...steps, settle('midground'))
    expect(kinds).toBe('active interrupted hidden')
    expect(effects).toEqual(['finished news'])
  })

  test('L7 of several shown meanwhile the newest wins', () => {
    const { kinds, effects } = play(...leaving, show('foreground', 'b'), show('foreground', 'c'))
    expect(kinds).toBe('exiting hidden hidden')
    expect(effects).toEqual(['dropped b'])
  })

  test('L7 what is queued and hidden is dropped', () => {
    expect(play(...leaving, show('foreground', 'b'), hide('foreground')).effects).toEqual(['dropped b'])
  })

  test('L9 the same content is a new showing, and is queued once', () => {
    expect(play(...leaving, show('foreground', 'raid')).state.layers.foreground).toMatchObject({ next: { id: 'raid' } })
    expect(play(...leaving, show('foreground', 'raid'), show('foreground', 'raid')).isSame).toBe(true)
  })

  test('hidden again, nothing changes', () => {
    expect(play(...leaving, hide('foreground')).isSame).toBe(true)
  })
})

test('L10 a done of a motion that was superseded changes nothing', () => {
  const stale: Input<Content> = { kind: 'done', layer: 'foreground', motion: 1 }
  expect(play(show('foreground', 'a'), hide('foreground'), stale)).toMatchObject({ isSame: true, kinds: 'exiting hidden hidden' })
  expect(play(stale).isSame).toBe(true)
})
