import { type Event, isEventOf, ShowsConfig } from '@landale/protocol'
import { z } from 'zod'
import { Firsts, isFirstTime, reduceFirsts } from './firsts.ts'
import { reduceQueue } from './queue/reducer.ts'
import { emptyQueue, Queue } from './queue/state.ts'
import { chosenShow, nothingPlayed, Played, reducePlayed } from './show/chosen.ts'
import { defaultShows } from './show/default-shows.ts'
import { noTakeover, reduceTakeover, TakeoverState } from './takeover.ts'
import { noTrains, reduceTrains, Trains } from './train.ts'

/** What the stage is directed by, and where it stands. */
export const Director = z.object({
  config: ShowsConfig,
  played: Played,
  firsts: Firsts,
  queue: Queue,
  takeover: TakeoverState,
  trains: Trains,
})
export type Director = z.infer<typeof Director>

export const openingNight: Director = {
  config: defaultShows,
  played: nothingPlayed,
  firsts: {},
  queue: emptyQueue,
  takeover: noTakeover,
  trains: noTrains,
}

/** The director after an event, pure. Each event is read by the rules of its time, for the rules are in the log themselves. */
export function createDirector({ maxCues }: { maxCues: number }): (director: Director, event: Event) => Director {
  return (director, event) => {
    const config = configAfter(director.config, event)
    const played = reducePlayed(director.played, event)
    const rules = {
      cues: config.cues,
      show: chosenShow(config, played).id,
      isFirst: isFirstTime(director.firsts, event),
    }
    const firsts = reduceFirsts(director.firsts, event, config.cues)
    const queue = reduceQueue(director.queue, event, { maxCues, rules })
    const takeover = reduceTakeover(director.takeover, event)
    const trains = reduceTrains(director.trains, event, config.train)
    const after = { config, played, firsts, queue, takeover, trains }
    return isSame(director, after) ? director : after
  }
}

/** One that is only tried, or that an older version wrote and this one cannot read, changes nothing. */
export function configAfter(config: ShowsConfig, event: Event): ShowsConfig {
  if (!isEventOf(event, 'stage.configured') || event.metadata.origin !== 'live') return config
  const parsed = ShowsConfig.safeParse(event.payload.config)
  return parsed.success ? parsed.data : config
}

function isSame(one: Director, other: Director): boolean {
  return (Object.keys(one) as (keyof Director)[]).every((part) => one[part] === other[part])
}
