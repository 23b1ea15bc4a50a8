import type { Counter, Goal } from '@landale/protocol'
import type { Pending } from '@/press/create-presses.ts'

/** A goal as it will be if the server takes what is pressed; what is added adds up. */
export function goalWith(goal: Goal, pending: readonly Pending[]): Pick<Goal, 'current' | 'target'> {
  return pending.reduce(
    (known, { command, payload }) => {
      if (command !== 'goal.set' || payload.goal !== goal.id) return known
      const { current, add, target } = payload
      return {
        current: (typeof current === 'number' ? current : known.current) + (typeof add === 'number' ? add : 0),
        target: typeof target === 'number' ? target : known.target,
      }
    },
    { current: goal.current, target: goal.target },
  )
}

/** A counter likewise; what is added adds up. */
export function counterWith(counter: Counter, pending: readonly Pending[]): number {
  return pending.reduce((known, { command, payload }) => {
    if (command !== 'counter.set' || payload.counter !== counter.id) return known
    if (typeof payload.value === 'number') return payload.value
    return typeof payload.add === 'number' ? known + payload.add : known
  }, counter.value)
}
