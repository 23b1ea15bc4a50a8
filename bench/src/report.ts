/** One figure. `raw` is what the machine gives without us, measured in the same run. */
export type Row = {
  measure: string
  value: number
  unit: string
  target?: { atMost: number } | { atLeast: number }
  raw?: { name: string; value: number }
}

export type Report = { bench: string; rounds: number; rows: Row[]; notes?: string[] }

function short(value: number): string {
  if (!Number.isFinite(value)) return '-'
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en')
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2)
}

function isMet({ value, target }: Row): boolean | undefined {
  if (target === undefined) return undefined
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast
}

function cells(row: Row): string[] {
  const { measure, value, unit, target, raw } = row
  const met = isMet(row)
  return [
    measure,
    `${short(value)} ${unit}`,
    target === undefined ? '' : 'atMost' in target ? `≤ ${short(target.atMost)}` : `≥ ${short(target.atLeast)}`,
    met === undefined ? '' : met ? 'yes' : 'NO',
    raw === undefined ? '' : `${raw.name}: ${short(raw.value)} ${unit}`,
    raw === undefined ? '' : `× ${(value / raw.value).toFixed(2)}`,
  ]
}

/** A table for people, then the same as one line of JSON. */
export function print(report: Report): void {
  const head = ['measure', 'figure', 'target', 'met', 'raw limit', 'ratio']
  const lines = [head, ...report.rows.map(cells)]
  const widths = head.map((_, column) => Math.max(...lines.map((line) => [...(line[column] ?? '')].length)))
  console.log(`\n${report.bench} (medians of ${report.rounds} rounds)`)
  for (const [index, line] of lines.entries()) {
    console.log(line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    if (index === 0) console.log(widths.map((width) => '-'.repeat(width)).join('  '))
  }
  for (const note of report.notes ?? []) console.log(`  ${note}`)
  const rows = report.rows.map((row) => ({ ...row, met: isMet(row) }))
  console.log(JSON.stringify({ bench: report.bench, bun: Bun.version, rounds: report.rounds, rows, notes: report.notes }))
}
