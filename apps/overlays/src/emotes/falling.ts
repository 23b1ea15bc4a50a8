import type { Body as BodyOf } from 'matter-js'
import Body from 'matter-js/src/body/Body.js'
import type { Places, Spot } from './places.ts'
import { polygon, rectangle } from './shapes.ts'
import { canvas } from './toss.ts'
import { createWorld } from './world.ts'

const material = { restitution: 0.46, friction: 0.22, frictionAir: 0.006, frictionStatic: 0.4, slop: 0.5 } as const
/** Round enough to roll, with a side to stand on. */
const sides = 8
/** As a roly-poly: what lies comes to stand upright, since an emote is there to be read. */
const uprightness = 0.006
const turnLoss = 0.965
/** Thicker than the fastest fall in a step. */
const wall = 400
/** Above the screen, where they start. */
const headroom = 2_000

type Thing = { body: BodyOf; before: Spot }

/** A fall with the screen's own edges for its floor and its sides. */
export function createFall(): Places {
  const world = createWorld()
  const things = new Map<string, Thing>()
  const { width, height } = canvas
  const still = { isStatic: true, friction: 0.4, restitution: 0 } as const
  const tall = height + headroom
  const block = (x: number, y: number, wide: number, high: number) =>
    Body.create({ position: { x, y }, vertices: rectangle(wide, high), ...still })
  const side = (x: number) => block(x, (height - headroom) / 2, wall, tall)
  world.add(block(width / 2, height + wall / 2, width + 2 * wall, wall), side(-wall / 2), side(width + wall / 2))

  const spotNow = ({ position, angle }: BodyOf): Spot => ({ x: position.x, y: position.y, angle })

  return {
    room: Number.POSITIVE_INFINITY,
    isStill: false,
    put(key, { x, y, size, angle, velocity, spin }) {
      const body = Body.create({ position: { x, y }, vertices: polygon(sides, size / 2), ...material })
      Body.setAngle(body, angle)
      Body.setVelocity(body, velocity)
      Body.setAngularVelocity(body, spin)
      world.add(body)
      things.set(key, { body, before: spotNow(body) })
    },
    reshape(key, { wide, high }) {
      const thing = things.get(key)
      if (thing === undefined) return
      const { angle } = thing.body
      const position = { ...thing.body.position }
      const body = Body.create({ position, vertices: rectangle(wide, high), ...material })
      Body.setAngle(body, angle)
      Body.setVelocity(body, Body.getVelocity(thing.body))
      Body.setAngularVelocity(body, Body.getAngularVelocity(thing.body))
      world.remove(thing.body)
      world.add(body)
      thing.body = body
    },
    take(key) {
      const thing = things.get(key)
      if (thing === undefined) return
      world.remove(thing.body)
      things.delete(key)
    },
    step() {
      for (const thing of things.values()) {
        const { body } = thing
        thing.before = spotNow(body)
        Body.setAngularVelocity(body, Body.getAngularVelocity(body) * turnLoss - uprightness * Math.sin(body.angle))
      }
      world.step()
    },
    spotOf(key, share) {
      const thing = things.get(key)
      if (thing === undefined) return undefined
      const { before, body } = thing
      const between = (from: number, to: number) => from + (to - from) * share
      return {
        x: between(before.x, body.position.x),
        y: between(before.y, body.position.y),
        angle: between(before.angle, body.angle),
      }
    },
  }
}
