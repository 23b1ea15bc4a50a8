import { explain } from '../tools/command.ts'

export type Verdict = { state: 'ok' | 'warn' | 'FAIL'; says: string; advice?: string | undefined }

/** One line of the doctor's: what was looked at, how it is, and what to do where something is wrong. */
export type Finding = Verdict & { check: string }

export const ok = (says: string): Verdict => ({ state: 'ok', says })
export const warn = (says: string, advice?: string): Verdict => ({ state: 'warn', says, advice })
export const fail = (says: string, advice?: string): Verdict => ({ state: 'FAIL', says, advice })

export const restoreAdvice = 'restore a backup (bun run restore), and keep what is there until that is done'

/** Looks at one thing. One that cannot be looked at is a failure of its own, and the others are looked at all the same. */
export async function look(check: string, how: () => Verdict | Promise<Verdict>): Promise<Finding> {
  try {
    return { check, ...(await how()) }
  } catch (error) {
    return { check, ...fail(`could not be looked at: ${explain(error)}`) }
  }
}

/** `3 more` than are shown are counted only. */
export function listed(values: readonly (string | number)[], shown = 5): string {
  const rest = values.length - shown
  return values.slice(0, shown).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}
