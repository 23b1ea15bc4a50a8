import { type Cue, defaultTheme, type OptionsDefinition, type OverlayName, readOptions } from '@landale/protocol'
import { z } from 'zod'
import { CueData, type CueStart, cueOf, dataSchemaOf, takesCues } from './data.ts'
import { filled } from './filled.ts'
import { parse } from './parse.ts'
import { Refusal } from './refusal.ts'

/** What `data` says, read. */
export type GraphicData = {
  /** Of a graphic that shows one thing: that thing, from a moment on. */
  readonly cue?: (start: CueStart) => Cue
  readonly isCue: boolean
  /** Cues are laid over it by an action. */
  readonly takesCues: boolean
  /** The state, but for the cues in it. */
  readonly state: object
  readonly theme: string
  readonly query: { get(name: string): string | null }
  /** The clock at the timestamp 0 of what is not rendered in real time. */
  readonly zeroAt: number | undefined
  /** Equal where the data are. */
  readonly key: string
  readonly optionsKey: string
}

const Beside = z.object({
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  zero_at: z.number().optional(),
})

/** Reads `data`, as the manifest's schema has it; refuses what does not fit. */
export function readData(name: OverlayName, definition: OptionsDefinition, data: unknown): GraphicData {
  const { options = {}, zero_at } = parse(Beside, data, 'data')
  const query = queryOf(options)
  const { faults } = readOptions(definition, query)
  const unknown = Object.keys(options).filter((option) => !(option in definition))
  if (faults.length > 0) throw new Refusal(400, `data.options: ${faults.join('; ')}`)
  if (unknown.length > 0) throw new Refusal(400, `data.options: there is no ${unknown.join(', ')}`)
  const schema = dataSchemaOf(name)
  const isCue = name === 'alerts' || name === 'takeover'
  const said = parse(schema, filled(schema, data), 'data')
  const place = name === 'takeover' ? ({ layer: 'foreground', size: 'room' } as const) : undefined
  return {
    ...(isCue ? { cue: (start: CueStart) => cueOf({ ...parse(CueData, said, 'data'), ...place }, start) } : undefined),
    isCue,
    takesCues: takesCues(name) || name === 'alerts',
    state: isCue ? {} : said,
    theme: query.get('theme') ?? defaultTheme,
    query,
    zeroAt: zero_at,
    key: JSON.stringify([said, options]),
    optionsKey: JSON.stringify(options),
  }
}

export function nextCue(payload: unknown, start: CueStart): Cue {
  return cueOf(parse(CueData, payload, 'payload'), start)
}

/** As the address of a page would have them. */
function queryOf(options: Readonly<Record<string, string | number | boolean>>): GraphicData['query'] {
  return {
    get(name) {
      const value = options[name]
      if (value === undefined) return null
      return typeof value === 'boolean' ? String(Number(value)) : String(value)
    },
  }
}
