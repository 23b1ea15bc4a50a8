import { errorFields, sleep } from '@landale/service'
import { Problem } from '@/http/problem.ts'
import { Outbound, OutboundError } from '../outbound.ts'
import { nothing } from '../player/playing.ts'
import type { CreateSource } from '../source.ts'
import { type Heard, readInfo } from './info.ts'
import { listeningOf, takeHeard } from './listening.ts'

const pollMs = 10_000
const degradedAfter = 2
const downAfter = 5

/** What Rainwave plays, while the user listens. It has no pushes for this: it is asked every ten seconds. */
export const createRainwave: CreateSource = ({ log, config, clock, status, logger, metrics, playing }) => {
  const { url, station, userId, apiKey } = config.rainwave
  const ending = new AbortController()
  const outbound = new Outbound({ service: 'rainwave', config: config.outbound, metrics, logger })
  let listening = listeningOf(nothing)
  let failures = 0
  let work: Promise<void> | undefined

  const ask = async (account: { userId: string; apiKey: string }): Promise<Heard> => {
    const body = new URLSearchParams({ sid: String(station), user_id: account.userId, key: account.apiKey })
    try {
      const answer = await outbound.request({ method: 'POST', url: `${url}/info`, body, isRepeatable: true }, ending.signal)
      return readInfo(answer.body, { url, station })
    } catch (error) {
      if (!(error instanceof OutboundError)) throw error
      if (error.status === 401 || error.status === 403) return { kind: 'refused' }
      // An answer's own words are not passed on: it has been told the key.
      const isTold = error.status !== 0 && error.reason !== undefined
      return { kind: 'failed', reason: isTold ? `rainwave answered ${error.status}` : error.message }
    }
  }

  const take = async (heard: Heard): Promise<void> => {
    if (heard.kind === 'refused') return status.down('rainwave refuses RAINWAVE_API_KEY for this RAINWAVE_USER_ID')
    if (heard.kind === 'failed') {
      failures += 1
      if (failures >= downAfter) return status.down(heard.reason)
      if (failures >= degradedAfter) return status.degraded(heard.reason)
      return
    }
    failures = 0
    status.ok()
    const { listening: next, events } = takeHeard(listening, heard, { station, now: clock.now() })
    try {
      await log.append(events)
    } catch (error) {
      // Worth another try: the next answer says it again. Else the log has it, or never takes it.
      if (!(error instanceof Problem) || error.retryable) return
    }
    listening = next
  }

  const follow = async (account: { userId: string; apiKey: string }): Promise<void> => {
    while (!ending.signal.aborted) {
      const heard = await ask(account)
      if (ending.signal.aborted) return
      await take(heard)
      await sleep(clock, pollMs, ending.signal)
    }
  }

  return {
    name: 'rainwave',
    start() {
      const missing = userId === undefined ? 'RAINWAVE_USER_ID' : apiKey === undefined ? 'RAINWAVE_API_KEY' : undefined
      if (userId === undefined || apiKey === undefined) return status.off(`${missing} is not set`)
      listening = listeningOf(playing('rainwave'))
      status.degraded('rainwave has not answered yet')
      work = follow({ userId, apiKey }).catch((error: unknown) => {
        logger.error(errorFields(error), 'rainwave is not followed any more')
        status.down('rainwave is not followed any more; the server’s log says why')
      })
    },
    async stop() {
      ending.abort()
      await work
    },
  }
}
