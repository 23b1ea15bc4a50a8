import type { Event } from '@landale/protocol'
import { texts } from '@/texts.ts'

const maxLength = 240

/** What a viewer or the game wrote is apart from what we say of it, so that each can be set in its own direction. */
export type Summary = { who?: string; what: string }

/** An event in one line, from its payload alone: it reads fields by name, so it says something of types it has never met. */
export function summarize({ payload }: Pick<Event, 'payload'>): Summary {
  const who = payload.user === null ? texts.summary.anonymous : name(payload.user)
  const parts = [...figures(payload), ...words(payload), ...length(payload)]
  const what = parts.length === 0 && who === undefined ? rest(payload) : parts.join(', ')
  const summary = { what: cut(what) }
  return who === undefined ? summary : { who: cut(who), ...summary }
}

const figureFields = ['number', 'bits', 'viewers', 'total', 'cumulative_months', 'level', 'location_id'] as const

function figures(payload: Record<string, unknown>): string[] {
  const said = figureFields.flatMap((field) => {
    const value = payload[field]
    return typeof value === 'number' ? [texts.summary[field](value)] : []
  })
  const { current, target, progress, goal, tier } = payload
  if (typeof current === 'number' && typeof target === 'number') said.push(texts.summary.progress(current, target))
  if (typeof progress === 'number' && typeof goal === 'number') said.push(texts.summary.progress(progress, goal))
  if (typeof tier === 'string') said.push(texts.summary.tier(tier))
  return said
}

const textFields = [
  'checkpoint',
  'result',
  'trainer',
  'title',
  'artist',
  'scene',
  'service',
  'overlay',
  'source',
  'command',
  'kind',
  'reason',
  'version',
  'path',
  'charity',
  'text',
  'message',
  'input',
  'description',
] as const

function words(payload: Record<string, unknown>): string[] {
  const said = textFields.flatMap((field) => {
    const value = payload[field]
    return typeof value === 'string' && value !== '' ? [value] : []
  })
  const reward = name(payload.reward)
  return reward === undefined ? said : [reward, ...said]
}

function length({ duration_ms }: Record<string, unknown>): string[] {
  return typeof duration_ms === 'number' ? [texts.summary.seconds(Math.round(duration_ms / 1_000))] : []
}

function name(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const named = 'name' in value ? value.name : 'title' in value ? value.title : undefined
  return typeof named === 'string' && named !== '' ? named : undefined
}

function rest(payload: Record<string, unknown>): string {
  const text = JSON.stringify(payload)
  return text === '{}' ? '' : text
}

function cut(text: string): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength)}…`
}
