export type { Effect } from './effect.ts'
export type { Input } from './input.ts'
export * from './state.ts'
export { type Transition, transition } from './transition.ts'
