import { whenQuiet } from './motions.ts'

export type Rest = {
  /** Resolves when nothing moves any more, once `then` was called; at once, and without it, where something else was begun meanwhile. */
  reach(then?: () => void): Promise<void>
  forget(): void
}

/** Waits for one thing at a time. */
export function createRest(): Rest {
  let forget = () => {}
  return {
    reach(then = () => {}) {
      forget()
      return new Promise((resolve) => {
        const cancel = whenQuiet(() => {
          then()
          resolve()
        })
        forget = () => {
          cancel()
          resolve()
        }
      })
    },
    forget: () => forget(),
  }
}
