import { EventLog } from '../src/index.ts'
import { note } from './fixture.ts'

// A writer that is killed: it says on stdout what was acknowledged, after it was, and nothing else.
const [folder = '', round = ''] = process.argv.slice(2)
const log = new EventLog({ folder })
let n = 0
for (;;) {
  const first = n
  n += 8
  await Promise.all(
    Array.from({ length: 8 }, async (_, index) => {
      const key = `${round}:${first + index}`
      const outcome = await log.append({ session: 'current', events: [note(key, { idempotency_key: key })] })
      if (outcome.kind !== 'appended') throw new Error(`refused: ${outcome.kind}`)
      process.stdout.write(`${key} ${outcome.events[0]?.seq}\n`)
    }),
  )
}
