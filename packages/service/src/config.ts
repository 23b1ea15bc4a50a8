import { z } from 'zod'

/** The environment does not say what the service needs. `faults` has one line a variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly retryable = false
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(`The configuration is wrong:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
    this.faults = faults
  }
}

/** Reads the environment once, through `schema`, and freezes it. Every fault is reported at once, by the variable's name. */
export function readConfig<Schema extends z.ZodType>(
  schema: Schema,
  environment: Record<string, string | undefined>,
): Readonly<z.infer<Schema>> {
  // A variable that is set to nothing is one that is not set: `KEY=` in an .env file.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = schema.safeParse(given)
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`))
  return Object.freeze(parsed.data)
}

/** A whole number from the environment, within bounds. */
export function wholeNumber({ from, to, otherwise }: { from: number; to: number; otherwise: number }) {
  const message = `must be a whole number from ${from} to ${to}`
  return z
    .string()
    .regex(/^\d{1,12}$/, message)
    .transform(Number)
    .refine((value) => value >= from && value <= to, message)
    .default(otherwise)
}

/** A TCP port; 0 lets the system pick a free one. */
export function portNumber(otherwise: number) {
  return wholeNumber({ from: 0, to: 65_535, otherwise })
}
