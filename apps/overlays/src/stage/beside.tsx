import type { Goal, Timer, WholeStageState } from '@landale/protocol'
import { type Component, createEffect, createMemo, createSignal, Match, Show, Switch } from 'solid-js'
import { sideIn, sideOut } from '@/shared/corner-motion.ts'
import { Presence } from '@/shared/presence.tsx'
import { createTrain } from '@/train/create-train.ts'
import type { TrainOn } from '@/train/train-on.ts'
import { TrainSlab } from '@/train/train-slab.tsx'
import { besideOf } from './standing.ts'

type Standing =
  | { readonly kind: 'train'; readonly key: string; readonly train: TrainOn }
  | { readonly kind: 'timer'; readonly key: string; readonly timer: Timer }
  | { readonly kind: 'goals'; readonly key: string; readonly goals: readonly Goal[] }

export type BesideProps = {
  state: WholeStageState
  now: () => number
  /** Something else moves, or is in front: what is there stays there, and says what it said. */
  isHeld: boolean
}

/** What is under way, at the right on the foot: one of them at a time, from its side of the screen and back to it. */
export function Beside(props: BesideProps) {
  const train = createTrain({ state: () => props.state.train, now: () => props.now() })
  const timer = () => props.state.timer.timers.find(({ status }) => status !== 'stopped')
  const goals = () => props.state.goals.goals
  const TimerPiece = createPiece(
    () => props.state.beside.includes('timer') && timer() !== undefined,
    async () => (await import('@/timer/timer-slab.tsx')).TimerSlab,
  )
  const GoalsPiece = createPiece(
    () => props.state.beside.includes('goals') && goals().length > 0,
    async () => (await import('@/goals/goals-slab.tsx')).GoalsSlab,
  )
  const underWay = (): Standing | undefined => {
    const [onTrain, onTimer] = [train(), timer()]
    const kind = besideOf(props.state.beside, {
      train: onTrain !== undefined,
      timer: onTimer !== undefined && TimerPiece() !== undefined,
      goals: goals().length > 0 && GoalsPiece() !== undefined,
    })
    if (kind === 'train' && onTrain !== undefined) return { kind, key: `train ${onTrain.id}`, train: onTrain }
    if (kind === 'timer' && onTimer !== undefined) return { kind, key: `timer ${onTimer.id}`, timer: onTimer }
    return kind === 'goals' ? { kind, key: kind, goals: goals() } : undefined
  }
  // By the present and not by what is drawn: a train that goes on meanwhile must not leave when it would have.
  const kept = createMemo<{ standing: Standing | undefined }>((last) =>
    props.isHeld && last !== undefined ? last : { standing: underWay() },
  )
  const standing = () => kept().standing
  const pieceOf = (element: HTMLElement) => element.querySelector('article')
  return (
    <Presence
      item={standing()}
      keyOf={({ key }) => key}
      enter={(element) => sideIn(pieceOf(element), 'right')}
      exit={(element) => sideOut(pieceOf(element), 'right')}
      class="standing-beside"
    >
      {(item) => {
        const as = <Kind extends Standing['kind']>(kind: Kind) => {
          const now = item()
          return now.kind === kind ? (now as Extract<Standing, { kind: Kind }>) : undefined
        }
        return (
          <Switch>
            <Match when={as('train')}>{(on) => <TrainSlab train={on().train} now={() => props.now()} />}</Match>
            <Match when={as('timer')}>
              {(on) => (
                <Show when={TimerPiece()} keyed>
                  {(Piece) => <Piece timer={on().timer} now={() => props.now()} />}
                </Show>
              )}
            </Match>
            <Match when={as('goals')}>
              {(on) => (
                <Show when={GoalsPiece()} keyed>
                  {(Piece) => <Piece goals={on().goals} />}
                </Show>
              )}
            </Match>
          </Switch>
        )
      }}
    </Presence>
  )
}

/** A piece that few shows want, and so is loaded when it is first wanted; undefined until then. */
function createPiece<Props extends object>(isWanted: () => boolean, load: () => Promise<Component<Props>>) {
  const [piece, setPiece] = createSignal<Component<Props>>()
  createEffect(() => {
    if (!isWanted() || piece() !== undefined) return
    load().then(
      (loaded) => setPiece(() => loaded),
      (error: unknown) => console.warn('a piece of the stage was not loaded; it is tried again with the next change', error),
    )
  })
  return piece
}
