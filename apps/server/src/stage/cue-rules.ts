import {
  type Cue,
  type CueRule,
  type CueSize,
  type Event,
  fieldOf,
  fillText,
  type LayerName,
  matches,
  type ShowsConfig,
} from '@landale/protocol'

type Said = Cue['payload']

/** What the rules are asked with. */
export type CueRules = {
  cues: ShowsConfig['cues']
  /** The show that is on, by its id. */
  show: string
  /** Whether whoever did it does it for the first time in this broadcast. */
  isFirst: boolean
}

/** What an event wants shown, and how. `amount`: what is added up where the same viewer does it again, within `mergeMs`. */
export type CueWish = {
  kind: string
  layer: LayerName
  priority: number
  size: CueSize
  durationMs: number
  cooldownMs: number
  sound?: string
  payload: Said
  merge?: { field: string; windowMs: number; amount: number }
}

/** Undefined where it wants nothing. */
export function wishOf(event: Event, rules: CueRules): CueWish | undefined {
  const rule = ruleFor(event, rules)
  const payload = rule === undefined ? undefined : said(rule, event.payload)
  if (rule === undefined || payload === undefined) return undefined
  const { layer, priority, size, duration_ms, cooldown_ms = 0, sound } = rule
  return {
    kind: rule.kind ?? event.type,
    layer,
    priority,
    size,
    durationMs: duration_ms,
    cooldownMs: cooldown_ms,
    ...(sound === undefined ? undefined : { sound }),
    payload,
    ...mergeOf(rule, event),
  }
}

function ruleFor(event: Event, { cues, show, isFirst }: CueRules): CueRule | undefined {
  return cues.find(
    (rule) => matches(rule, event) && (rule.first_time !== true || isFirst) && (rule.shows?.includes(show) ?? true),
  )
}

function said({ say }: CueRule, payload: Event['payload']): Said | undefined {
  if (say === null) return undefined
  const { deed, ...rest } = say
  const parts = Object.entries(rest).flatMap(([part, template]) => {
    const text = template === undefined ? undefined : fillText(template, payload)
    return text === undefined ? [] : [[part, text] as const]
  })
  return { deed: fillText(deed, payload) ?? '', ...Object.fromEntries(parts) }
}

function mergeOf({ merge }: CueRule, { payload }: Event): Pick<CueWish, 'merge'> | undefined {
  const amount = merge === undefined ? undefined : fieldOf(payload, merge.field)
  if (merge === undefined || typeof amount !== 'number') return undefined
  return { merge: { field: merge.field, windowMs: merge.window_ms, amount } }
}
