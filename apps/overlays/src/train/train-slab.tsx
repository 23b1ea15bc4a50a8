import { gsap } from 'gsap'
import { createEffect, createMemo, Match, on, onCleanup, Show, Switch } from 'solid-js'
import './train-slab.css'
import { Gauge } from '@/shared/gauge.tsx'
import { createLookout } from '@/shared/lookout.ts'
import { ease, isStill, seconds } from '@/shared/motion.ts'
import { Rolling } from '@/shared/rolling.tsx'
import { count } from '@/shared/words.ts'
import { shareLeft, type TrainOn } from './train-on.ts'

/** A train on its way: how far it has come, who came last, and under it the fuse that burns down until the next one comes. */
export function TrainSlab(props: { train: TrainOn; now: () => number }) {
  const as = <Kind extends TrainOn['kind']>(kind: Kind) =>
    props.train.kind === kind ? (props.train as Extract<TrainOn, { kind: Kind }>) : undefined
  return (
    <article class="train" data-train={props.train.kind} data-record={props.train.kind === 'sub' && props.train.is_record}>
      <Switch>
        <Match when={as('sub')}>
          {(train) => (
            <>
              <span class="train-figure" data-step>
                <Rolling text={count(train().subs)} />
              </span>
              <p class="train-label" data-step>
                {train().is_record ? 'Sub train, the longest yet' : 'Sub train'}
              </p>
              <p class="train-last" data-step>
                <bdi class="train-name words">{train().last.name ?? 'Somebody'}</bdi>
                <Show when={train().last.subs > 1}>
                  <span class="train-aside">{count(train().last.subs)} subs</span>
                </Show>
              </p>
            </>
          )}
        </Match>
        <Match when={as('hype')}>
          {(train) => (
            <>
              <span class="train-figure" data-step>
                <Rolling text={String(train().level)} />
              </span>
              <p class="train-label" data-step>
                Hype train, level {train().level}
              </p>
              <p class="train-last" data-step>
                <Gauge current={train().progress} target={Math.max(1, train().goal)} />
              </p>
            </>
          )}
        </Match>
      </Switch>
      <Fuse train={props.train} now={props.now} />
      <div class="shade" />
    </article>
  )
}

/** Burns down a second at a time; what comes makes it whole again. */
function Fuse(props: { train: TrainOn; now: () => number }) {
  let fuse: HTMLDivElement | undefined
  let context: gsap.Context | undefined
  const expiresAt = createMemo(() => props.train.expires_at)

  function burn(duration: number): void {
    context?.kill()
    context = gsap.context(() => {
      const scaleX = shareLeft(props.train, props.now())
      gsap.timeline().to(fuse ?? [], { scaleX, duration: isStill() ? 0 : duration, ease: ease.settle })
    })
  }
  const lookout = createLookout({
    now: () => props.now(),
    look() {
      burn(seconds.interrupt)
      const now = props.now()
      return props.train.expires_at > now ? now + 1_000 : null
    },
  })
  createEffect(
    on(expiresAt, (_, before) => {
      if (before === undefined) gsap.set(fuse ?? [], { scaleX: shareLeft(props.train, props.now()) })
      else burn(seconds.count)
      lookout.look()
    }),
  )
  onCleanup(() => context?.revert())
  return (
    <div class="train-fuse">
      <div class="train-heat" ref={fuse} />
    </div>
  )
}
