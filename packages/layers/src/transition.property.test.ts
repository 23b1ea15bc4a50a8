import { expect, test } from 'bun:test'
import { type LayerName, layerNames } from '@landale/protocol'
import fc from 'fast-check'
import type { Effect } from './effect.ts'
import type { Input } from './input.ts'
import { type Content, emptyStage, isUp, motionOf, type StageState } from './state.ts'
import { transition } from './transition.ts'

/** What the viewer's side knows of each showing, built from the effects alone. */
type Model = { shown: number; wasOn: Set<string>; settled: Map<string, string>; started: Map<LayerName, number> }
type Real = { state: StageState<Content> }

function perform(model: Model, real: Real, input: Input<Content>): readonly Effect<Content>[] {
  const { state, effects } = transition(real.state, input)
  real.state = state
  for (const effect of effects) {
    if (effect.kind === 'report') {
      const { id } = effect.content
      expect(model.settled.has(id), `${id} is settled once`).toBe(false)
      expect(effect.outcome).toBe(model.wasOn.has(id) ? 'finished' : 'dropped')
      model.settled.set(id, effect.outcome)
      continue
    }
    expect(effect.motion, 'a motion’s number is new').toBeGreaterThan(Math.max(0, ...model.started.values()))
    model.started.set(effect.layer, effect.motion)
    if (effect.kind === 'enter' || effect.kind === 'swap') model.wasOn.add(effect.content.id)
    else expect(model.wasOn.has(effect.content.id), `${effect.content.id} was on screen before its ${effect.kind}`).toBe(true)
  }
  checkOrder(state)
  return effects
}

/** L11 */
function checkOrder({ layers }: StageState<Content>): void {
  const up = layerNames.filter((name) => isUp(layers[name]))
  expect(up.length, 'one up at most').toBeLessThanOrEqual(1)
  const first = layerNames.find((name) => isUp(layers[name]) || layers[name].kind === 'interrupted')
  expect(first, 'a lower layer is never up above a higher one').toBe(up[0])
}

type Command = fc.Command<Model, Real>
const command = (name: string, run: Command['run']): Command => ({ check: () => true, run, toString: () => name })

const show = (layer: LayerName) =>
  command(`show(${layer})`, (model, real) => {
    model.shown += 1
    perform(model, real, { kind: 'show', layer, content: { id: `cue_${model.shown}` } })
  })

/** L9 */
const showAgain = (layer: LayerName) =>
  command(`showAgain(${layer})`, (model, real) => {
    const now = real.state.layers[layer]
    const content = now.kind === 'hidden' ? null : now.kind === 'exiting' ? now.next : now.content
    if (content !== null) expectNoChange(model, real, { kind: 'show', layer, content })
  })

const hide = (layer: LayerName) => command(`hide(${layer})`, (model, real) => void perform(model, real, { kind: 'hide', layer }))

const done = (layer: LayerName) =>
  command(`done(${layer})`, (model, real) => void perform(model, real, { kind: 'done', layer, motion: latest(model, layer) }))

/** L10 */
const staleDone = ([layer, behind]: [LayerName, number]) =>
  command(`staleDone(${layer}, -${behind})`, (model, real) =>
    expectNoChange(model, real, { kind: 'done', layer, motion: latest(model, layer) - behind }),
  )

function latest(model: Model, layer: LayerName): number {
  return model.started.get(layer) ?? 0
}

function expectNoChange(model: Model, real: Real, input: Input<Content>): void {
  const before = real.state
  expect(perform(model, real, input)).toEqual([])
  expect(real.state).toBe(before)
}

const layer = fc.constantFrom(...layerNames)
const commands = fc.commands(
  [
    layer.map(show),
    layer.map(showAgain),
    layer.map(hide),
    layer.map(done),
    fc.tuple(layer, fc.integer({ min: 1, max: 4 })).map(staleDone),
  ],
  { maxCommands: 60, size: 'max' },
)

const seed = Date.now() ^ (Math.random() * 0x7fff_ffff)
const runs = { seed, numRuns: 3_000 }
const setup = () => ({
  model: { shown: 0, wasOn: new Set<string>(), settled: new Map<string, string>(), started: new Map<LayerName, number>() },
  real: { state: emptyStage<Content>() },
})

function settleMotions(model: Model, real: Real): void {
  for (let rounds = 0; layerNames.some((name) => motionOf(real.state.layers[name]) !== null); rounds++) {
    expect(rounds, 'motions come to an end').toBeLessThan(10)
    for (const name of layerNames) {
      const motion = motionOf(real.state.layers[name])
      if (motion !== null) perform(model, real, { kind: 'done', layer: name, motion })
    }
  }
}

test(`L11 whatever comes, in any order: one layer up at most, and none above a higher one (seed ${seed})`, () => {
  fc.assert(
    fc.property(commands, (steps) => {
      fc.modelRun(setup, steps)
    }),
    runs,
  )
})

test(`L4 after all motions are done the highest layer that is not hidden is active (seed ${seed})`, () => {
  fc.assert(
    fc.property(commands, (steps) => {
      const { model, real } = setup()
      fc.modelRun(() => ({ model, real }), steps)
      settleMotions(model, real)
      const highest = layerNames.find((name) => real.state.layers[name].kind !== 'hidden')
      if (highest !== undefined) expect(real.state.layers[highest].kind).toBe('active')
    }),
    runs,
  )
})

test(`L12 everything shown is in the end entered and finished, or reported dropped, once (seed ${seed})`, () => {
  fc.assert(
    fc.property(commands, (steps) => {
      const { model, real } = setup()
      fc.modelRun(() => ({ model, real }), steps)
      for (const name of layerNames) {
        perform(model, real, { kind: 'hide', layer: name })
        perform(model, real, { kind: 'hide', layer: name })
      }
      settleMotions(model, real)
      expect(real.state.layers).toEqual(emptyStage<Content>().layers)
      expect(model.settled.size).toBe(model.shown)
    }),
    runs,
  )
})
