import { z } from 'zod'

/** A JSON Pointer (RFC 6901) that names something within a document: "/data/from", "/items/0/a~1b". */
export const Pointer = z
  .string()
  .max(512)
  .regex(/^(\/([^~/]|~[01])*)+$/, 'must be a JSON Pointer: "/data/from"')

/** What a pointer finds in a document; undefined where there is nothing. Own fields only. */
export function find(document: unknown, pointer: string): unknown {
  let value = document
  for (const part of pointer.split('/').slice(1)) {
    // In this order: "~01" is the name "~1".
    value = step(value, part.replaceAll('~1', '/').replaceAll('~0', '~'))
    if (value === undefined) return undefined
  }
  return value
}

function step(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return /^(0|[1-9]\d{0,8})$/.test(name) ? value[Number(name)] : undefined
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as Record<string, unknown>)[name]
}
