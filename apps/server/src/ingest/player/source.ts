import type { NowPlaying } from '@landale/protocol'
import { errorFields } from '@landale/service'
import { Problem } from '@/http/problem.ts'
import { appendInTime } from '../durable.ts'
import type { CreateSource } from '../source.ts'
import { nothing, type Playing, takeReport } from './playing.ts'
import { nowPlayingRoute } from './route.ts'

/** How long after its song's length a player that says nothing is taken as stopped; and where the length is not known. */
const graceMs = 60_000
const unknownLengthMs = 600_000

/** A local player (a browser, Apple Music, mpd) whose script says what plays. */
export const createPlayer: CreateSource = ({ log, clock, status, logger, roleOf, playing: known }) => {
  let playing: Playing = nothing
  let callOff = () => {}

  const take = async (report: NowPlaying): Promise<boolean> => {
    const before = playing
    const { playing: after, events } = takeReport(before, report, clock.now())
    playing = after
    if (events.length === 0) return false
    let outcome: Awaited<ReturnType<typeof appendInTime>>
    try {
      outcome = await appendInTime({ log, clock }, events)
    } catch (error) {
      // What the log has not is not known: the next report says it again.
      if (playing === after) playing = before
      throw error
    }
    if (outcome === 'waiting')
      throw new Problem('log_unavailable', 'the log takes nothing now; what was said follows when it does')
    return true
  }

  const wait = (ms: number) => {
    callOff = clock.after(ms, () => {
      status.off('the player says nothing any more')
      take({ state: 'stopped' }).catch((error: unknown) =>
        logger.warn(errorFields(error), 'a silent player was not taken as stopped'),
      )
    })
  }

  return {
    name: 'player',
    routes: nowPlayingRoute({
      roleOf,
      take(report) {
        callOff()
        status.ok()
        if (report.state !== 'stopped') wait(report.duration_ms === undefined ? unknownLengthMs : report.duration_ms + graceMs)
        return take(report)
      },
    }),
    start() {
      status.off('no player has reported')
      playing = known('player')
      if (playing.state !== 'stopped') wait(unknownLengthMs)
    },
    async stop() {
      callOff()
    },
  }
}
