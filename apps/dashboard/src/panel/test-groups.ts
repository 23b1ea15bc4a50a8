import { registry } from '@landale/protocol'

/** What steers is steered by commands of its own: tried out, it would steer. */
const steering: ReadonlySet<string> = new Set(['queue', 'cue', 'command', 'captions', 'stage', 'show', 'counter', 'timer'])
const steeringTypes: ReadonlySet<string> = new Set(['goal.changed'])

/** The registered types that can be tried out, under their subject, `chat` or `channel`, in the registry's order; `label` is what the subject leaves. */
export type TestGroup = { subject: string; tests: { type: string; label: string }[] }

export function testGroups(types: Iterable<string> = registry.keys()): TestGroup[] {
  const groups = new Map<string, TestGroup>()
  for (const type of types) {
    const [subject = type, ...rest] = type.split('.')
    if (steering.has(subject) || steeringTypes.has(type)) continue
    const group = groups.get(subject) ?? { subject, tests: [] }
    group.tests.push({ type, label: rest.join('.') || type })
    groups.set(subject, group)
  }
  return [...groups.values()]
}
