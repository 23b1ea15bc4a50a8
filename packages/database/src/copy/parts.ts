const newline = 0x0a
const tab = 0x09
const dayLength = 'YYYY-MM-DD'.length

type Piece = { bytes: Uint8Array; startsPart: boolean }

/**
 * Rows in PostgreSQL's text form as several streams, each to be read to its end before the next: a part holds rows of at most
 * `maxDays` days by their `column`th field, a time; all are one part where `column` is negative. A transaction keeps a lock for every chunk of a hypertable that it makes.
 */
export async function* partsOf(
  rows: ReadableStream<Uint8Array>,
  { column, maxDays }: { column: number; maxDays: number },
): AsyncGenerator<ReadableStream<Uint8Array>> {
  const pieces = piecesOf(rows, column, maxDays)
  let next = await pieces.next()
  while (next.done !== true) {
    let isFirst = true
    yield new ReadableStream({
      async pull(control) {
        if (next.done === true || (!isFirst && next.value.startsPart)) return control.close()
        isFirst = false
        control.enqueue(next.value.bytes)
        next = await pieces.next()
      },
    })
  }
}

async function* piecesOf(rows: ReadableStream<Uint8Array>, column: number, maxDays: number): AsyncGenerator<Piece, undefined> {
  const days = new Set<string>()
  let rest: Uint8Array = new Uint8Array()
  for await (const chunk of rows) {
    const bytes = Buffer.concat([rest, chunk])
    const end = bytes.lastIndexOf(newline) + 1
    let start = 0
    let startsPart = false
    // Line ends and tabs within a field are escaped, so each of them is what it looks like.
    for (let line = 0; line < end; line = bytes.indexOf(newline, line) + 1) {
      const day = dayOf(bytes, line, column)
      if (days.has(day)) continue
      if (days.size === maxDays) {
        if (line > start) yield { bytes: bytes.subarray(start, line), startsPart }
        start = line
        startsPart = true
        days.clear()
      }
      days.add(day)
    }
    if (end > start) yield { bytes: bytes.subarray(start, end), startsPart }
    rest = bytes.subarray(end)
  }
  // Half a row: the database says what is wrong with it.
  if (rest.length > 0) yield { bytes: rest, startsPart: false }
  return undefined
}

function dayOf(bytes: Buffer, line: number, column: number): string {
  if (column < 0) return ''
  let at = line
  for (let field = 0; field < column; field += 1) at = bytes.indexOf(tab, at) + 1
  return bytes.toString('latin1', at, at + dayLength)
}
