import { UnfitTextError } from '../errors.ts'

/** Columns by name, with the types that their text is read as. */
export type Columns = Readonly<Record<string, string>>

const special = /["\\]/

/** An element of a PostgreSQL array in its text form. Throws UnfitTextError for what would arrive as something else. */
export function element(value: string | undefined): string {
  if (value === undefined) return 'NULL'
  if (!value.isWellFormed()) throw new UnfitTextError('half of a surrogate pair stands alone')
  return `"${special.test(value) ? value.replaceAll(/["\\]/g, '\\$&') : value}"`
}

/**
 * The `select … from` of rows that are given as an array of text a column. Each text is read as what it is row by row: a quarter
 * faster than arrays of those types, several times faster than a list in JSON, and as fast as COPY.
 */
export function selectGiven(columns: Columns): string {
  const names = Object.keys(columns)
  const parameters = names.map((_, index) => `$${index + 1}::text::text[]`)
  return `select ${names.map((name) => `${name}::${columns[name]}`).join(', ')}
    from unnest(${parameters.join(', ')}) as given (${names.join(', ')})`
}

/** Rows as the parameters of `selectGiven`. Objects go as JSON; what is not there is null. */
export function arraysOf(columns: Columns, rows: readonly object[]): string[] {
  return Object.keys(columns).map((name) => `{${rows.map((row) => element(textOf(Reflect.get(row, name)))).join(',')}}`)
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
