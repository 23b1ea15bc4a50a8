import { Refusal } from './refusal.ts'

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string }
type Fault = { readonly message: string; readonly issues?: readonly Issue[] }
type Schema<Value> = {
  safeParse(value: unknown): { success: true; data: Value } | { success: false; error: Fault }
}

/** What comes from outside, by its schema, or a refusal that says where it does not fit. */
export function parse<Value>(schema: Schema<Value>, value: unknown, what: string): Value {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const { issues: [first] = [], message } = parsed.error
  throw new Refusal(400, `${[what, ...(first?.path ?? [])].map(String).join('.')}: ${first?.message ?? message}`)
}
