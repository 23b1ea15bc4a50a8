import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { partsOf } from './parts.ts'

async function split(text: string, sizes: readonly number[], options: Parameters<typeof partsOf>[1]): Promise<string[]> {
  const bytes = Buffer.from(text)
  let at = 0
  let turn = 0
  const rows = new ReadableStream<Uint8Array>({
    pull(control) {
      if (at >= bytes.length) return control.close()
      const size = sizes[turn++ % sizes.length] ?? 1
      control.enqueue(bytes.subarray(at, at + size))
      at += size
    },
  })
  const parts: string[] = []
  for await (const part of partsOf(rows, options)) parts.push(await new Response(part).text())
  return parts
}

test('the parts of any rows are the rows, each part of whole rows of no more days than it may have', async () => {
  const row = fc.record({ day: fc.integer({ min: 10, max: 19 }), text: fc.string({ unit: 'grapheme', maxLength: 40 }) })
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { maxLength: 60 }),
      fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 4 }),
      async (rows, sizes, maxDays) => {
        const clean = (text: string) => text.replaceAll(/[\t\n]/g, ' ')
        const lines = rows.map(({ day, text }) => `${clean(text)}\t2026-01-${day} 10:00:00+00\t${clean(text)}\n`)
        const parts = await split(lines.join(''), sizes, { column: 1, maxDays })
        expect(parts.join('')).toBe(lines.join(''))
        for (const part of parts) {
          expect(part).toEndWith('\n')
          expect(new Set(part.match(/(?<=\t)2026-01-\d\d(?= )/g)).size).toBeLessThanOrEqual(maxDays)
        }
        expect(await split(lines.join(''), sizes, { column: -1, maxDays })).toHaveLength(lines.length > 0 ? 1 : 0)
      },
    ),
  )
})

test('half a row at the end is given on', async () => {
  expect(await split('a\t2026-01-01\nhalf', [3], { column: 1, maxDays: 5 })).toEqual(['a\t2026-01-01\nhalf'])
})
