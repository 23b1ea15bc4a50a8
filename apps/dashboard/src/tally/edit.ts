/** A number that is being changed by hand: what it was when that began, or was agreed to since, and what is typed. */
export type Edit = { readonly base: number; readonly draft: string }

export type Range = { readonly min: number; readonly max: number }

/** What became of an edit: set it, ask since it was changed elsewhere meanwhile, leave it, or say that it cannot be. */
export type Verdict =
  | { kind: 'set'; value: number }
  | { kind: 'ask'; value: number; current: number }
  | { kind: 'same' }
  | { kind: 'invalid' }

export function beginEdit(current: number): Edit {
  return { base: current, draft: String(current) }
}

/** Whether it was changed elsewhere since the edit began. */
export function isConflict({ base }: Edit, current: number): boolean {
  return base !== current
}

/** Whoever goes on after having seen the other's value means it. */
export function agreeTo(edit: Edit, current: number): Edit {
  return { ...edit, base: current }
}

export function settleEdit(edit: Edit, current: number, { min, max }: Range): Verdict {
  const value = edit.draft.trim() === '' ? Number.NaN : Number(edit.draft)
  if (!Number.isInteger(value) || value < min || value > max) return { kind: 'invalid' }
  if (value === current) return { kind: 'same' }
  return isConflict(edit, current) ? { kind: 'ask', value, current } : { kind: 'set', value }
}
