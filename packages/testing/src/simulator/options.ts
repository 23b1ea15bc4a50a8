import { parseArgs } from 'node:util'
import type { GenerateOptions } from './generate.ts'
import { type ScenarioName, scenarioNames } from './scenarios.ts'

export type SimulatorOptions = {
  url: string
  /** The worker's key; where it is not given, the environment or the data folder has it. */
  key: string | undefined
  /** Print instead of sending. */
  dry: boolean
} & ({ kind: 'generate'; generate: GenerateOptions } | { kind: 'replay'; file: string; speed: number })

export type OptionsResult = { ok: true; options: SimulatorOptions } | { ok: false; message: string }

export const usage = `bun run simulate [--scenario ${scenarioNames.join('|')}] [--seed N] [--rate EVENTS_A_SECOND] [--minutes N]
bun run simulate --replay FILE.jsonl [--speed N]
  either with [--url http://127.0.0.1:7175] [--key KEY] [--dry]`

const flags = {
  scenario: { type: 'string' },
  seed: { type: 'string' },
  rate: { type: 'string' },
  minutes: { type: 'string' },
  replay: { type: 'string' },
  speed: { type: 'string' },
  url: { type: 'string' },
  key: { type: 'string' },
  dry: { type: 'boolean', default: false },
} as const

const ofGenerate = ['scenario', 'seed', 'rate', 'minutes'] as const

/** Reads the command line. What is wrong comes back as a message that names the flag. */
export function readOptions(argv: string[], randomSeed: () => number): OptionsResult {
  try {
    return { ok: true, options: read(argv, randomSeed) }
  } catch (error) {
    if (error instanceof FlagError || isParseArgsError(error)) return { ok: false, message: error.message }
    throw error
  }
}

class FlagError extends Error {
  override readonly name = 'FlagError'
  readonly isRetryable = false
}

function read(argv: string[], randomSeed: () => number): SimulatorOptions {
  const { values } = parseArgs({ args: argv, options: flags, strict: true })
  const target = { url: address(values.url ?? 'http://127.0.0.1:7175'), key: values.key, dry: values.dry }
  if (values.replay !== undefined) {
    const clash = ofGenerate.find((name) => values[name] !== undefined)
    if (clash !== undefined) throw new FlagError(`--${clash} does not go with --replay: the recording decides`)
    return {
      ...target,
      kind: 'replay',
      file: values.replay,
      speed: number('speed', values.speed ?? '1', { above: 0, to: 1_000 }),
    }
  }
  if (values.speed !== undefined) throw new FlagError('--speed goes with --replay only; use --rate')
  const seed = values.seed === undefined ? randomSeed() : number('seed', values.seed, { above: -1, to: 2 ** 32 - 1, whole: true })
  const rate = number('rate', values.rate ?? '20', { above: 0, to: 10_000 })
  const minutes = number('minutes', values.minutes ?? '5', { above: 0, to: 1_440 })
  return { ...target, kind: 'generate', generate: { seed, rate, minutes, scenario: scenario(values.scenario ?? 'quiet') } }
}

function number(
  flag: string,
  text: string,
  { above, to, whole = false }: { above: number; to: number; whole?: boolean },
): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  const isFit = value > above && value <= to && (!whole || Number.isInteger(value))
  if (!isFit) {
    const range = whole ? `a whole number from ${above + 1} to ${to}` : `a number above ${above}, at most ${to}`
    throw new FlagError(`--${flag} must be ${range}; got "${text}"`)
  }
  return value
}

function scenario(name: string): ScenarioName {
  const found = scenarioNames.find((known) => known === name)
  if (found === undefined) throw new FlagError(`--scenario must be one of ${scenarioNames.join(', ')}; got "${name}"`)
  return found
}

function address(text: string): string {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) throw new FlagError(`--url must be an http(s) address; got "${text}"`)
  return url.origin
}

function isParseArgsError(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}
