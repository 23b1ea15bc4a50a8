import { z } from 'zod'
import { registry } from '../event/registry.ts'
import type { ShowsConfig } from './shows-config.ts'
import { fieldsIn } from './text.ts'

export type UnknownField = { readonly path: readonly (string | number)[]; readonly message: string }

/** Where a configuration names a field that its event has not; nothing is held against a type that the registry does not know. */
export function unknownFields({ cues, counters, timers }: ShowsConfig): readonly UnknownField[] {
  const found: UnknownField[] = []
  const check = (on: string, path: readonly (string | number)[], fields: readonly string[]) => {
    const schema = registry.get(on)?.payload
    for (const field of fields)
      if (schema !== undefined && !hasField(schema, field.split('.')))
        found.push({ path, message: `${on} has no field ${field}` })
  }
  for (const [index, { on, when = {}, merge, say }] of cues.entries()) {
    for (const field of Object.keys(when)) check(on, ['cues', index, 'when', field], [field])
    if (merge !== undefined) check(on, ['cues', index, 'merge', 'field'], [merge.field])
    for (const [part, text] of Object.entries(say ?? {})) check(on, ['cues', index, 'say', part], fieldsIn(text ?? ''))
  }
  for (const [index, { counts = [] }] of counters.entries())
    for (const [at, { on, when = {} }] of counts.entries())
      for (const field of Object.keys(when)) check(on, ['counters', index, 'counts', at, 'when', field], [field])
  for (const [index, { rules = [] }] of timers.entries())
    for (const [at, { on, when = {}, per }] of rules.entries()) {
      for (const field of Object.keys(when)) check(on, ['timers', index, 'rules', at, 'when', field], [field])
      if (per !== undefined) check(on, ['timers', index, 'rules', at, 'per', 'field'], [per.field])
    }
  return found
}

function hasField(schema: unknown, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return true
  const inner = unwrap(schema)
  return inner instanceof z.ZodObject && Object.hasOwn(inner.shape, key) && hasField(inner.shape[key], rest)
}

function unwrap(schema: unknown): unknown {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable ? unwrap(schema.unwrap()) : schema
}
