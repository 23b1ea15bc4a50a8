import { type ParseArgsConfig, parseArgs } from 'node:util'
import { messageOf } from '@landale/database'
import { ToolError } from './tool-error.ts'

type Flags = NonNullable<ParseArgsConfig['options']>
type Parsed<Options extends Flags> = ReturnType<typeof parseArgs<{ options: Options; allowPositionals: true; strict: true }>>

export type Command<Options extends Flags> = {
  usage: string
  flags: Options
  /** The exit code; 0 where nothing is given back. */
  run: (parsed: Parsed<Options>) => Promise<number | undefined>
}

/** What these say is meant for people; of any other error the stack helps. */
const plain = new Set([
  'ToolError',
  'RefusedError',
  'ConfigError',
  'LogOpenError',
  'ArchiveRefusedError',
  'EmbeddedPostgresError',
  'PostgresError',
  'AbortError',
])

/** Runs a command line, and ends the process with its exit code: `--help`, flags, and failures in plain words on stderr. */
export async function runCommand<const Options extends Flags>({ usage, flags, run }: Command<Options>): Promise<never> {
  const args = process.argv.slice(2)
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usage)
    process.exit(0)
  }
  try {
    const parsed = parseArgs({ args, options: flags, allowPositionals: true, strict: true })
    process.exit((await run(parsed)) ?? 0)
  } catch (error) {
    // Who reads has read enough: `export | head`.
    if (codeOf(error) === 'EPIPE') process.exit(0)
    if (codeOf(error).startsWith('ERR_PARSE_ARGS')) process.stderr.write(`${messageOf(error)}\n\n${usage}\n`)
    else process.stderr.write(`${explain(error)}\n`)
    process.exit(1)
  }
}

/** Aborts at Ctrl-C or a SIGTERM, for what has something to put in order first; a second one ends the process at once. */
export function interruption(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => controller.abort(new ToolError('it was interrupted')))
  return controller.signal
}

/** An error for a person. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (plain.has(error.name) || codeOf(error) !== '') return messageOf(error)
  // A query's text helps nobody who did not write it.
  return error.cause instanceof Error ? explain(error.cause) : (error.stack ?? error.message)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** The only word on a command line besides its flags. Throws ToolError where there are more. */
export function onlyPositional(positionals: readonly string[]): string | undefined {
  if (positionals.length > 1) throw new ToolError(`one file at a time; got ${positionals.join(' ')}`)
  return positionals[0]
}
