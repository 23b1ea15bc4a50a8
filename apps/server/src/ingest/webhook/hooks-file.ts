import { readFileSync, statSync } from 'node:fs'
import { type Hook, Hooks } from './hook.ts'

const maxBytes = 262_144

export type HooksFile =
  /** `isOpen`: others than its owner may read it, and the secrets in it. */
  { kind: 'read'; hooks: ReadonlyMap<string, Hook>; isOpen: boolean } | { kind: 'absent' } | { kind: 'bad'; reason: string }

/** Reads the webhooks' file. What is wrong with it is said by field, and never with a piece of it: it holds secrets. */
export function readHooks(path: string): HooksFile {
  const file = read(path)
  if (file === undefined) return { kind: 'absent' }
  if (typeof file === 'string') return { kind: 'bad', reason: file }
  const parsed = Hooks.safeParse(file.body)
  if (parsed.success) return { kind: 'read', hooks: new Map(Object.entries(parsed.data.hooks)), isOpen: file.isOpen }
  const [issue] = parsed.error.issues
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  const field = [...(issue?.path ?? []), ...keys].map(String).join('.')
  const fault = keys.length > 0 ? 'is not a known field' : (issue?.message ?? 'does not fit')
  return { kind: 'bad', reason: field === '' ? fault : `${field}: ${fault}` }
}

/** Undefined where there is no file; a text where there is something else. */
function read(path: string): { body: unknown; isOpen: boolean } | string | undefined {
  let text: string
  let isOpen: boolean
  try {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (stat === undefined) return undefined
    if (stat.size > maxBytes) return `is larger than ${maxBytes} bytes`
    isOpen = (stat.mode & 0o077) !== 0
    text = readFileSync(path, 'utf8')
  } catch {
    return 'cannot be read'
  }
  try {
    return { body: JSON.parse(text), isOpen }
  } catch {
    // Not the parser's own words: they quote what they stumbled on.
    return 'is not JSON'
  }
}
