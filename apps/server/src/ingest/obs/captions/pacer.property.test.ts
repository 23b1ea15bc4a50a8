import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { captionsOf, maxCaptionBytes } from './caption.ts'
import { captionText } from './letters.ts'
import { clear, due, initialPacer, type Pacer, say } from './pacer.ts'

const seed = Number(process.env.FAST_CHECK_SEED ?? Math.trunc(Math.random() * 2 ** 31))
console.log(`captions: FAST_CHECK_SEED=${seed}`)
fc.configureGlobal({ seed, numRuns: 500 })

const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.lorem({ maxCount: 40 }),
  fc
    .array(fc.constantFrom('café', 'naïve', '🎉', 'Kaizo—IronMON', 'x'.repeat(70), '♪', '“hi”', 'Übergrößenträger', ' ', '\n'), {
      maxLength: 30,
    })
    .map((parts) => parts.join(' ')),
)

/** The rows that OBS makes of a caption: 32 columns, broken at the last space before. */
function rowsOf(caption: string): string[] {
  const rows: string[] = []
  let rest = caption
  while (rest.length > 32) {
    const space = rest.lastIndexOf(' ', 32)
    const end = space > 0 ? space : 32
    rows.push(rest.slice(0, end))
    rest = rest.slice(end).trimStart()
  }
  return [...rows, rest]
}

describe('captions', () => {
  test('have two rows of 32 columns and 128 bytes at the most, whatever is said', () => {
    fc.assert(
      fc.property(words, (text) => {
        for (const caption of captionsOf(text)) {
          expect(rowsOf(caption).length).toBeLessThanOrEqual(2)
          expect(new TextEncoder().encode(caption).byteLength).toBeLessThanOrEqual(maxCaptionBytes)
          expect(caption).toBe(caption.trim())
          expect(caption).not.toBe('')
        }
      }),
    )
  })

  test('lose no letter that can be shown, and keep their order', () => {
    const letters = (text: string) => text.replaceAll(' ', '')
    fc.assert(fc.property(words, (text) => expect(letters(captionsOf(text).join(''))).toBe(letters(captionText(text)))))
  })

  test('hold nothing that EIA-608 has not, and cleaning twice is cleaning once', () => {
    fc.assert(
      fc.property(words, (text) => {
        const plain = captionText(text)
        expect(plain).toMatch(/^[ -)+-[\]a-zÀ-ÿŸ♪™¡¢£¥©®°½¿«»]*$/)
        expect(captionText(plain)).toBe(plain)
      }),
    )
  })

  test('say plainly what they cannot show', () => {
    expect(captionText('“Déjà vu” – it’s 100 €… 🎉 *really*\n\tŁódź, Ōkami, 日本')).toBe(
      `"Déjà vu" - it's 100 EUR... really Lódz, Okami,`,
    )
  })
})

describe('the pacer', () => {
  type Step = { text: string; waitMs: number }
  const steps = fc.array(fc.record({ text: words, waitMs: fc.nat(6_000) }), { maxLength: 40 })

  /** Says and sends as time passes; gives back when what was sent. */
  function run(said: readonly Step[]) {
    const sent: { caption: string; at: number }[] = []
    let pacer: Pacer = initialPacer
    let now = 0
    const send = (until: number) => {
      for (; now <= until; now += 100) {
        const next = due(pacer, now)
        if (next === undefined) continue
        sent.push({ caption: next.caption, at: now })
        pacer = next.pacer
      }
      now = until
    }
    for (const { text, waitMs } of said) {
      pacer = say(pacer, text)
      expect(pacer.waiting.length).toBeLessThanOrEqual(6)
      send(now + waitMs)
    }
    send(now + 60_000)
    return { sent, pacer }
  }

  test('leaves each caption standing for as long as it takes to read it', () => {
    fc.assert(
      fc.property(steps, (said) => {
        const { sent } = run(said)
        for (const [index, { caption, at }] of sent.entries()) {
          const next = sent[index + 1]?.at ?? Number.POSITIVE_INFINITY
          expect(next - at).toBeGreaterThanOrEqual(Math.max(1_500, caption.length * 40))
        }
      }),
    )
  })

  test('sends everything in its order, but what it counts as dropped', () => {
    fc.assert(
      fc.property(steps, (said) => {
        const { sent, pacer } = run(said)
        expect(pacer.waiting).toEqual([])
        const all = said
          .map(({ text }) => captionText(text))
          .join('')
          .replaceAll(' ', '')
        const out = sent
          .map(({ caption }) => caption)
          .join('')
          .replaceAll(' ', '')
        if (pacer.dropped === 0) expect(out).toBe(all)
        else expect(out.length).toBeLessThan(all.length)
      }),
    )
  })

  test('goes on in the caption that waits, where there is room', () => {
    const pacer = say(say(say(initialPacer, 'One more run.'), 'All right?'), 'Here we go.')
    expect(pacer.waiting).toEqual(['One more run. All right? Here we go.'])
  })

  test('drops the oldest of what comes too fast, and counts it', () => {
    const line = 'This is a line that fills a caption all by itself, more or less.'
    let pacer: Pacer = initialPacer
    for (let index = 0; index < 9; index += 1) pacer = say(pacer, `${index} ${line}`)
    expect(pacer.waiting).toHaveLength(6)
    expect(pacer.dropped).toBeGreaterThan(0)
    expect(pacer.waiting.at(-1)).toContain('less.')
  })

  test('forgets what waits when the stream is over, and counts none of it as dropped', () => {
    expect(clear(say(initialPacer, 'One more run.'))).toEqual(initialPacer)
  })
})
