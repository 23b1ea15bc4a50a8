import { EventLog } from '../src/index.ts'
import { note } from './fixture.ts'

// Fills a small disk, then says how its log took it; the last word is what the log holds.
const [folder = ''] = process.argv.slice(2)
try {
  const log = new EventLog({ folder })
  let accepted = 0
  let failure: unknown
  for (let n = 0; n < 10_000 && failure === undefined; n += 1) {
    const list = Array.from({ length: 50 }, () => note('x'.repeat(1_000)))
    await log.append({ session: 'current', events: list }).then(
      () => {
        accepted += list.length
      },
      (error: unknown) => {
        failure = error
      },
    )
  }
  const page = await log.readSession('current', { after: 0, limit: 1_000_000 })
  const report = {
    name: (failure as Error | undefined)?.name,
    fault: log.fault,
    accepted,
    head: log.head,
    held: page?.events.length,
  }
  process.stdout.write(JSON.stringify(report))
} catch (error) {
  process.stdout.write(JSON.stringify({ name: (error as Error).name, message: (error as Error).message }))
}
process.exit(0)
