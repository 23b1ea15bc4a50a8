import { existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { noProgress, type Progress } from '../tools/progress.ts'
import { ToolError } from '../tools/tool-error.ts'
import { readSession } from './read.ts'
import type { Server } from './server.ts'

export type ExportOptions = {
  server: Server
  session: string
  /** Takes lines; settles when it may be given more. */
  write: (text: string) => Promise<unknown>
  /** Called once the number of events is known. */
  onTotal?: (events: number) => Progress
}

export type Exported = { session: string; events: number; missing: number }

/** Writes every event of a session as a line of JSON, in order. `missing`: events before the first, which retention let go of. */
export async function exportSession({ server, session: asked, write, onTotal }: ExportOptions): Promise<Exported> {
  const { id, last_seq } = await server.ask(`/v1/sessions/${encodeURIComponent(asked)}`)
  const session = String(id)
  using progress = onTotal?.(Number(last_seq)) ?? noProgress
  let exported: Exported | undefined
  for await (const { events } of readSession(server, session)) {
    exported ??= { session, events: 0, missing: (events[0]?.seq ?? 1) - 1 }
    exported.events += events.length
    await write(events.map((event) => `${JSON.stringify(event)}\n`).join(''))
    progress.at(`${events.at(-1)?.seq ?? 0} events`, events.at(-1)?.seq ?? 0)
  }
  return exported ?? { session, events: 0, missing: 0 }
}

/** A file that appears when all of it is written, and is never written over. */
export async function withNewFile<Result>(
  path: string,
  fill: (write: (text: string) => Promise<unknown>) => Promise<Result>,
): Promise<Result> {
  if (existsSync(path)) throw new ToolError(`${path} is there already: remove it, or give the export another name`)
  const partial = `${path}.partial`
  const file = await open(partial, 'wx', 0o600)
  try {
    const result = await fill((text) => file.writeFile(text))
    await file.sync()
    await rename(partial, path)
    return result
  } finally {
    await file.close()
    await rm(partial, { force: true })
  }
}
