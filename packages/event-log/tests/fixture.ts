import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NewEvent } from '@landale/protocol'
import type { AppendOutcome } from '../src/index.ts'
import type { Appended } from './log-contract.ts'

export function temporaryFolder(): Disposable & { path: string } {
  const path = mkdtempSync(join(tmpdir(), 'landale-log-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

/** The seed of a property test: printed, and taken from FAST_CHECK_SEED to run a failure again. */
export function seedOf(name: string): number {
  const seed = Number(process.env.FAST_CHECK_SEED ?? Math.trunc(Math.random() * 2 ** 31))
  console.log(`${name}: FAST_CHECK_SEED=${seed}`)
  return seed
}

export function note(text: string, more: Partial<NewEvent> = {}): NewEvent {
  return { type: 'note.taken', payload: { text }, actor: 'test', ...more }
}

export function appended(outcome: AppendOutcome): Appended {
  if (outcome.kind !== 'appended') throw new Error(`not appended: ${JSON.stringify(outcome)}`)
  return outcome
}
