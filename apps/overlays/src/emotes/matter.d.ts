// Of matter-js a page carries what finds and resolves collisions, module by module, and neither its drawing nor its mouse nor its
// constraints. `@types/matter-js` knows only the whole, and of these parts not all.
declare module 'matter-js/src/body/Body.js' {
  import { Body } from 'matter-js'
  export = Body
}
declare module 'matter-js/src/collision/Pairs.js' {
  import type { Collision, Pairs as Known, Pair } from 'matter-js'

  type Pairs = Known & { list: Pair[] }
  const Pairs: {
    create(options: object): Pairs
    update(pairs: Pairs, collisions: Collision[], timestamp: number): void
  }
  export = Pairs
}
declare module 'matter-js/src/collision/Detector.js' {
  import { Detector } from 'matter-js'
  export = Detector
}
declare module 'matter-js/src/collision/Resolver.js' {
  import type { Body, Pair } from 'matter-js'

  const Resolver: {
    preSolvePosition(pairs: Pair[]): void
    solvePosition(pairs: Pair[], deltaMs: number, damping: number): void
    postSolvePosition(bodies: Body[]): void
    preSolveVelocity(pairs: Pair[]): void
    solveVelocity(pairs: Pair[], deltaMs: number): void
  }
  export = Resolver
}
