// A subathon at twenty times its speed, to pages that stand open all along: what they and the server hold on to. In its long form, as
// `bun run drill` has it, two hours of it.
import { expect, test } from 'bun:test'
import { openBrowser } from './evening-page.ts'
import { overlays, playSubathon, type Sample } from './subathon.ts'
import { counts, growthOf, lineOf, printTables } from './subathon-report.ts'

const minutes = Number(process.env.LANDALE_SUBATHON_MINUTES ?? 2)
const speed = Number(process.env.LANDALE_SUBATHON_SPEED ?? 20)
const seed = Number(process.env.LANDALE_SUBATHON_SEED ?? Math.floor(Math.random() * 2 ** 31))
const isLong = minutes >= 30
/** What is open comes to its bounds in the first round, and its caches are filled: nothing of that one is compared. */
const roundMinutes = isLong ? 10 : minutes
const rounds = minutes / roundMinutes
const limitMs = 120_000 + ((minutes + roundMinutes) / speed) * 60_000 * 3

/** What may be more after it than before: a template that is first met in it, a piece that is loaded when it is first wanted. */
const slack = { nodes: 100, detached: 60, listeners: 10, contexts: 3, timelines: 10 }
const mostGrowth = 0.1

const name = `after ${minutes} minutes of subathon at ${speed} times its speed nothing moves, and nothing is held on to`

test(
  name,
  async () => {
    console.log(`a subathon of the seed ${seed}`)
    await using chromium = await openBrowser()
    const taken: Sample[] = []
    const onSample = (sample: Sample) => {
      taken.push(sample)
      if (isLong) console.log(lineOf(sample))
    }
    const everyMinutes = isLong ? 4 : 1
    const report = await playSubathon({ chromium, seed, speed, rounds, roundMinutes, everyMinutes, onSample })
    if (isLong) printTables(taken)
    console.log(`${report.events} events, cues ${JSON.stringify(report.outcomes)}, ${report.cutOff} times cut off`)

    const [before, after] = [report.empty[0], report.empty.at(-1)]
    if (before === undefined || after === undefined) throw new Error('there was no round')
    for (const page of overlays) {
      const [first, last] = [before.pages[page], after.pages[page]]
      expect({ page, moving: last.moving }).toEqual({ page, moving: 0 })
      for (const what of counts) expect(last[what], `${what} of ${page}`).toBeLessThanOrEqual(first[what] + slack[what])
    }
    // So that nothing was counted where nothing could be.
    expect(overlays.filter((page) => page !== 'emotes' && after.pages[page].mostMoving === 0)).toEqual([])
    expect(report.outcomes.finished ?? 0).toBeGreaterThan(0)
    expect(report.timer).toEqual({ wasCapped: true, wasOver: true })
    expect(report.faults).toEqual([])
    if (!isLong) return

    const grown = growthOf(report)
    console.table(
      grown.map(({ what, from, to }) => ({
        what,
        from,
        to,
        'grown by %': from === to ? 0 : Math.round((to / from - 1) * 1_000) / 10,
      })),
    )
    for (const { what, from, to } of grown) expect(to, what).toBeLessThanOrEqual(Math.max(from * (1 + mostGrowth), from + 5))
  },
  limitMs,
)
