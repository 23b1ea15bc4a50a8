import type { NewEvent } from '@landale/protocol'

/**
 * SHA-256 over the canonical JSON (keys sorted by code unit, as in RFC 8785) of what the producer gave as `type`, `payload`,
 * `actor`, `source`, `metadata` and `refs`. Two appends under one idempotency key are the same event when these agree.
 */
export function contentHash(event: NewEvent): Uint8Array {
  const { type, payload, actor, source, metadata, refs } = event
  return new Bun.CryptoHasher('sha256').update(canonical({ type, payload, actor, source, metadata, refs })).digest()
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => (item === undefined ? 'null' : canonical(item))).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields: string[] = []
  for (const key of Object.keys(value).sort()) {
    const field: unknown = Reflect.get(value, key)
    if (field !== undefined) fields.push(`${JSON.stringify(key)}:${canonical(field)}`)
  }
  return `{${fields.join(',')}}`
}
