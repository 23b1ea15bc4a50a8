import { z } from 'zod'
import { ToolError } from '../tools/tool-error.ts'

export const backupFormat = 1

const count = z.int().nonnegative()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const TableCopy = z.object({ rows: count, columns: z.array(z.string().regex(/^[a-z_]+$/)).min(1) })

/** Names inside the archive: the log, and a file a table. */
export const logName = 'log.sqlite.zst'
export const tableName = (table: string) => `database/${table}.copy.zst`
const FileName = z.string().regex(/^(?:log\.sqlite|database\/[a-z_]+\.copy)\.zst$/)

/** What a backup says of itself: the first file in it. Positions are the log's. */
export const Manifest = z.object({
  format: z.literal(backupFormat),
  /** Of the Landale that made it. */
  version: z.string(),
  created_at: z.iso.datetime(),
  epoch: z.string().min(1),
  head: count,
  /** The first position in the log; what lies before is in the database only. */
  hot_position: count,
  archived_position: count,
  database: z
    .object({
      postgres: z.string(),
      timescaledb: z.string().nullable(),
      aggregates: z.enum(['continuous', 'written']),
      migrations: z.array(sha256),
      tables: z.record(z.string().regex(/^[a-z_]+$/), TableCopy),
    })
    .nullable(),
  files: z.record(FileName, z.object({ bytes: count, sha256 })),
})
export type Manifest = z.infer<typeof Manifest>

/** Reads a manifest. Throws ToolError where it is of a newer format or says what a backup does not. */
export function parseManifest(text: string, file: string): Manifest {
  const value = parseJson(text, file)
  const format = z.object({ format: z.int() }).safeParse(value).data?.format
  if (format !== undefined && format > backupFormat)
    throw new ToolError(`${file} has format ${format}, and this version of Landale reads up to ${backupFormat}: update Landale`)
  const parsed = Manifest.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new ToolError(
    `${file} is no backup of Landale: its manifest.json: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
  )
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ToolError(`${file} is no backup of Landale: its manifest.json is not JSON`)
  }
}
