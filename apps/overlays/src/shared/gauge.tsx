import { gsap } from 'gsap'
import { createEffect, createMemo, on, onCleanup } from 'solid-js'
import './gauge.css'
import { ease, isStill, seconds } from './motion.ts'

/** How far something has come, as a bar that grows from where it was; what it has just grown by is hot, and cools. */
export function Gauge(props: { current: number; target: number }) {
  let fill: HTMLDivElement | undefined
  let heat: HTMLDivElement | undefined
  let context: gsap.Context | undefined
  const share = createMemo(() => Math.max(0, Math.min(1, props.current / props.target)))

  createEffect(
    on(share, (now, before) => {
      context?.kill()
      if (before === undefined || now === before) {
        gsap.set([fill ?? [], heat ?? []], { scaleX: now })
        gsap.set(heat ?? [], { opacity: 0 })
        return
      }
      const grow = { scaleX: now, duration: isStill() ? 0 : seconds.count, ease: ease.settle }
      const cool = { opacity: 0, duration: seconds.cool, ease: 'power1.in' }
      context = gsap.context(() => {
        // The hot bar lies under what was there before: only what is new of it is seen.
        gsap
          .timeline()
          .set(heat ?? [], { opacity: now > before ? 1 : 0 })
          .to(heat ?? [], grow, 0)
          .to(heat ?? [], cool, seconds.count)
          .to(fill ?? [], grow, now > before ? seconds.count + seconds.cool * 0.4 : 0)
      })
    }),
  )
  onCleanup(() => context?.revert())

  return (
    <div class="gauge" role="img" aria-label={`${props.current} of ${props.target}`}>
      <div class="gauge-heat" ref={heat} />
      <div class="gauge-fill" ref={fill} />
    </div>
  )
}
