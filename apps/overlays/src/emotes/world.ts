import type { Body as BodyOf } from 'matter-js'
import Body from 'matter-js/src/body/Body.js'
import Detector from 'matter-js/src/collision/Detector.js'
import Pairs from 'matter-js/src/collision/Pairs.js'
import Resolver from 'matter-js/src/collision/Resolver.js'

/** Of one step, in ms; the world is never given another, so that it goes the same way each time. */
export const stepMs = 1_000 / 60

/** As a share of what a body weighs, and of a ms²: from the top of a 1080 high screen to its foot in about 1.3 s. */
const gravity = 0.001_25
/** How often contacts are resolved in a step. More of it would be a stiffer heap, which nobody sees. */
const rounds = { position: 4, velocity: 3 } as const
const damping = 1

export type World = {
  add(...bodies: readonly BodyOf[]): void
  remove(body: BodyOf): void
  step(): void
}

/** Bodies that fall and meet: matter-js's own parts, without the constraints, events and sleep of its engine. */
export function createWorld(): World {
  const pairs = Pairs.create({})
  const detector = Detector.create()
  detector.pairs = pairs
  let bodies: readonly BodyOf[] = []
  let elapsedMs = 0

  function place(next: readonly BodyOf[]): void {
    bodies = next
    // It sorts its list in place.
    Detector.setBodies(detector, [...bodies])
  }

  return {
    add: (...added) => place([...bodies, ...added]),
    remove: (body) => place(bodies.filter((other) => other !== body)),
    step() {
      elapsedMs += stepMs
      const moving = bodies.filter(({ isStatic }) => !isStatic)
      for (const body of moving) {
        body.force.y += body.mass * gravity
        Body.update(body, stepMs, 1, 1)
        body.force.x = body.force.y = body.torque = 0
      }
      Pairs.update(pairs, Detector.collisions(detector), elapsedMs)
      Resolver.preSolvePosition(pairs.list)
      for (let round = 0; round < rounds.position; round += 1) Resolver.solvePosition(pairs.list, stepMs, damping)
      Resolver.postSolvePosition([...bodies])
      Resolver.preSolveVelocity(pairs.list)
      for (let round = 0; round < rounds.velocity; round += 1) Resolver.solveVelocity(pairs.list, stepMs)
      for (const body of moving) Body.updateVelocities(body)
    },
  }
}
