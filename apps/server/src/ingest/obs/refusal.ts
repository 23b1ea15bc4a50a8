import { Problem } from '@/http/problem.ts'
import { LinkError, RequestRefused } from './link.ts'

/** The statuses of obs-websocket 5 (`RequestStatus`) that mean something to us. */
export const refusals = {
  notReady: 207,
  outputRunning: 500,
  outputNotRunning: 501,
  outputPaused: 502,
  outputNotPaused: 503,
  studioModeNotActive: 506,
  resourceNotFound: 600,
  invalidResourceType: 602,
  invalidResourceState: 604,
} as const

const plain: ReadonlyMap<number, string> = new Map([
  [refusals.outputRunning, 'it is on already'],
  [refusals.outputNotRunning, 'it is not on'],
  [refusals.studioModeNotActive, 'studio mode is off'],
])

const maxCommentLetters = 200

/** What the caller is told of a request that did not go well. `means`: our words for a status, which name the field. */
export function problemOf(error: unknown, means: ReadonlyMap<number, string> = new Map()): unknown {
  if (error instanceof LinkError) return new Problem('obs_unavailable', error.message)
  if (!(error instanceof RequestRefused)) return error
  const { code, message } = error
  if (code === refusals.notReady) return new Problem('obs_unavailable', 'OBS is not ready; try again in a moment')
  const said = message === '' ? `OBS refuses it (${code})` : `OBS refuses it: ${message.slice(0, maxCommentLetters)}`
  return new Problem('obs_refused', means.get(code) ?? plain.get(code) ?? said)
}

/** A resource that a field names and OBS has not, or has as something else. */
export function unknownResource(field: string, kind: string, name: string): ReadonlyMap<number, string> {
  const message = `${field}: OBS has no ${kind} ${JSON.stringify(name)}`
  return new Map([
    [refusals.resourceNotFound, message],
    [refusals.invalidResourceType, message],
  ])
}
