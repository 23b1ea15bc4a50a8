import type { SpeechState } from '@landale/protocol'

export type Utterance = SpeechState['lines'][number]

/** A row of an utterance, and its time in server time. */
export type Row = {
  readonly id: string
  readonly utterance: Utterance
  readonly text: string
  /** It comes on. */
  readonly from: number
  /** It has been read, and may be pushed off by what comes after it. */
  readonly readAt: number
  /** It leaves. */
  readonly until: number
}

/** When each row is on. An utterance is decided once: what was left out for want of time does not come back. */
export type Plan = { readonly rows: readonly Row[]; readonly decided: readonly string[] }

export type PlanOptions = {
  /** How many rows are on at most. */
  readonly visible: number
  readonly rowsOf: (text: string) => readonly string[]
  readonly now: number
}

export const emptyPlan: Plan = { rows: [], decided: [] }

const charactersPerSecond = 15
/** A sign that says as much as two letters, and takes as long to read. */
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu
export const shortestMs = 2_000
export const longestMs = 8_000
/** What is not followed by anything stays a little longer than it takes to read. */
const lingerMs = 2_000
/** Speech comes in heaps. What would come later than this is of another moment, and is left out. */
export const latestMs = 15_000
/** What one utterance may take, about as long as transcribers let one be; what is left of it is not shown. */
export const longestUtteranceMs = 30_000
/** Less is over before it was read, as with cues. */
const worthShowingMs = 600

/** Adds what was not planned yet. */
export function place(plan: Plan, lines: readonly Utterance[], options: PlanOptions): Plan {
  const { visible, now, rowsOf } = options
  // The last ones are what the next are placed by.
  const kept = plan.rows.filter(({ until }, index) => until > now || index >= plan.rows.length - visible)
  const rows = lines
    .filter(({ id }) => !plan.decided.includes(id))
    .reduce<readonly Row[]>((planned, utterance) => append(planned, utterance, rowsOf(utterance.text), visible), kept)
  return { rows: settle(rows, kept.length, options), decided: lines.map(({ id }) => id) }
}

/** The rows that are on, oldest first. What has `begun` here is kept to its end; what has too little left is not begun. */
export function rowsOn(
  { rows }: Plan,
  now: number,
  begun: ReadonlySet<string>,
): { readonly on: readonly Row[]; readonly lookAgainAt: number | null } {
  const on = rows.filter(({ id, from, until }) => from <= now && now < until && (begun.has(id) || until - now >= worthShowingMs))
  const moments = rows.flatMap(({ from, until }) => [from, until]).filter((moment) => moment > now)
  return { on, lookAgainAt: moments.length === 0 ? null : Math.min(...moments) }
}

function append(planned: readonly Row[], utterance: Utterance, texts: readonly string[], visible: number): readonly Row[] {
  const rows = [...planned]
  let beganAt: number | undefined
  for (const [index, text] of texts.entries()) {
    const row = next(rows, utterance, text, visible)
    beganAt ??= row.from
    if (beganAt - utterance.heard_at > latestMs) return planned
    if (row.from - beganAt > longestUtteranceMs) return cut(rows)
    rows.push({ ...row, id: `${utterance.id}:${index}` })
  }
  return rows
}

/** Rows are read one after the other. One comes on when the one that it pushes off was read, and no sooner than it can be read in time. */
function next(rows: readonly Row[], utterance: Utterance, text: string, visible: number): Omit<Row, 'id'> {
  const last = rows.at(-1)
  const pushed = rows.at(-visible)
  const readMs = Math.min(longestMs, (lengthOf(text) / charactersPerSecond) * 1_000)
  const earliest = [last?.from, pushed?.readAt, last && last.readAt + readMs - longestMs]
  const from = Math.ceil(Math.max(utterance.heard_at, ...earliest.filter((moment) => moment !== undefined)))
  const readAt = Math.max(from + shortestMs, Math.max(from, last?.readAt ?? 0) + readMs)
  return { utterance, text, from, readAt, until: Math.min(readAt + lingerMs, from + longestMs) }
}

function lengthOf(text: string): number {
  return [...text].length + (text.match(wide)?.length ?? 0)
}

function cut(rows: readonly Row[]): readonly Row[] {
  return rows.map((row, index) => (index === rows.length - 1 ? { ...row, text: `${row.text} …` } : row))
}

/** Rows that are on together leave together, but for those whose time is over; one that has left stays away. */
function settle(rows: readonly Row[], firstNew: number, { visible, now }: PlanOptions): readonly Row[] {
  const settled = [...rows]
  for (const [index, row] of [...rows.entries()].toReversed()) {
    if (index < firstNew && row.until <= now) continue
    const after = settled[index + 1]
    const together = after !== undefined && after.from < row.until ? Math.max(row.until, after.until) : row.until
    const pushedAt = settled[index + visible]?.from ?? Number.POSITIVE_INFINITY
    settled[index] = { ...row, until: Math.min(together, row.from + longestMs, pushedAt) }
  }
  return settled
}
