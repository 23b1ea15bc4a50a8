import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { latestMs, longestMs, longestUtteranceMs, shortestMs } from './plan.ts'
import { utterance, watch } from './watch.fixture.ts'

const seed = Number(process.env.FAST_CHECK_SEED ?? Math.trunc(Math.random() * 2 ** 31))
console.log(`captions: FAST_CHECK_SEED=${seed}`)
fc.configureGlobal({ seed, numRuns: 1_000 })

const talk = fc
  .array(fc.record({ pause: fc.integer({ min: 1, max: 20_000 }), length: fc.integer({ min: 1, max: 900 }) }), { maxLength: 25 })
  .map((said) => {
    let at = 1_000
    return said.map(({ pause, length }, id) => {
      at += pause
      return utterance(id, at, length)
    })
  })
const visible = fc.integer({ min: 1, max: 3 })
/** How long a page may take to hear of it. */
const lag = fc.integer({ min: 0, max: 400 })

test(`there are never more rows on than allowed (seed ${seed})`, () => {
  fc.assert(fc.property(talk, visible, lag, (said, rows, lagMs) => watch(said, rows, { lagMs }).most <= rows))
})

test(`nothing is on before it was heard, shorter than it takes to read, or longer than its time (seed ${seed})`, () => {
  fc.assert(
    fc.property(talk, visible, lag, (said, rows, lagMs) => {
      for (const { utterance: by, text, cameAt, leftAt } of watch(said, rows, { lagMs }).seen) {
        const stayed = leftAt - cameAt
        expect(cameAt).toBeGreaterThanOrEqual(by.heard_at)
        expect(cameAt).toBeLessThanOrEqual(by.heard_at + latestMs + longestUtteranceMs)
        expect(stayed).toBeGreaterThanOrEqual(Math.max(shortestMs, (text.replace(' …', '').length / 15) * 1_000) - lagMs - 1)
        expect(stayed).toBeLessThanOrEqual(longestMs + 1)
      }
    }),
  )
})

test(`whatever there was time for is shown once, whole and in order (seed ${seed})`, () => {
  fc.assert(
    fc.property(talk, visible, lag, (said, rows, lagMs) => {
      const { seen } = watch(said, rows, { lagMs })
      expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length)
      const order = seen.map(({ utterance: by }) => said.findIndex(({ id }) => id === by.id))
      expect(order).toEqual(order.toSorted((a, b) => a - b))
      for (const [index, by] of said.entries()) {
        const shown = seen.filter((row) => row.utterance.id === by.id)
        // What is not shown had to wait too long for what is before it: something else was on all the while.
        const freeAt = Math.max(0, ...seen.filter((row) => (order[seen.indexOf(row)] ?? 0) < index).map(({ leftAt }) => leftAt))
        if (shown.length === 0) expect(freeAt - by.heard_at).toBeGreaterThan(latestMs)
        else if (shown.at(-1)?.text.endsWith(' …') !== true) expect(shown.map(({ text }) => text).join('')).toBe(by.text)
      }
    }),
  )
})

test(`a quiet enough talk is shown whole (seed ${seed})`, () => {
  const calm = talk.map((said) => said.map((by, index) => utterance(index, index * 9_000 + 1_000, Math.min(by.text.length, 110))))
  fc.assert(
    fc.property(calm, visible, lag, (said, rows, lagMs) => {
      expect(
        watch(said, rows, { lagMs })
          .seen.map(({ text }) => text)
          .join(''),
      ).toBe(said.map(({ text }) => text).join(''))
    }),
  )
})
