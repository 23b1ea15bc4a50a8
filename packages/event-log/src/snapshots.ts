import type { Database } from 'bun:sqlite'

/** A reducer's saved state: `value` is what it was after the event at `position`. */
export type Snapshot = { name: string; position: number; value: unknown }

export class Snapshots {
  readonly #load
  readonly #save

  constructor(db: Database) {
    this.#load = db.query<{ position: number; value: string }, [string]>('select position, value from snapshots where name = ?')
    this.#save = db.query<null, [string, number, string]>(
      `insert into snapshots values (?, ?, ?)
        on conflict do update set position = excluded.position, value = excluded.value where excluded.position >= position`,
    )
  }

  load(name: string): Snapshot | undefined {
    const row = this.#load.get(name)
    return row ? { name, position: row.position, value: JSON.parse(row.value) as unknown } : undefined
  }

  save({ name, position, value }: Snapshot): void {
    this.#save.run(name, position, JSON.stringify(value))
  }
}
