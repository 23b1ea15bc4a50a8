import type { Capabilities, Reject, Retention } from '@landale/database'

/** What the archive's worker is started with. */
export type ArchiveWork = {
  /** The log's folder. */
  logFolder: string
  epoch: string
  /** Undefined: an embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | undefined
  dataDir: string
  batch: { maxEvents: number; maxBytes: number }
  intervalMs: number
  retention: Retention
}

export type ToWorker = { kind: 'start'; work: ArchiveWork } | { kind: 'stop' }

/** What the worker says of its work. Positions are the log's. */
export type FromWorker =
  | {
      kind: 'connected'
      url: string
      capabilities: Capabilities
      position: number
      firstPosition: number
      /** Events that are set aside, since ever. */
      rejects: number
    }
  | { kind: 'archived'; position: number; events: number; seconds: number; rejects: Reject[] }
  | { kind: 'retained'; gone: number; firstPosition: number }
  | { kind: 'away'; reason: string; retryable: boolean }
  | { kind: 'closed' }
