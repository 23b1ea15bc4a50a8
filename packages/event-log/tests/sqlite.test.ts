import { EventLog } from '../src/index.ts'
import { temporaryFolder } from './fixture.ts'
import { describeLog, type LogUnderTest } from './log-contract.ts'

describeLog('SQLite', async (): Promise<LogUnderTest> => {
  const folder = temporaryFolder()
  let now = Date.parse('2026-03-01T20:00:00Z')
  const clock = () => now
  const under = {
    log: new EventLog({ folder: folder.path, clock }),
    async reopen() {
      await under.log.close()
      under.log = new EventLog({ folder: folder.path, clock })
      return under.log
    },
    advance(ms: number) {
      now += ms
    },
    async [Symbol.asyncDispose]() {
      await under.log.close()
      folder[Symbol.dispose]()
    },
  }
  return under
})
