import { type ChannelInfo, commands } from '@landale/protocol'

export const fields = ['title', 'category', 'language', 'tags'] as const
export type Field = (typeof fields)[number]

/** The channel's form. What nobody has touched goes on with Twitch; what was touched stays as it is until it is sent or given up. */
export type ChannelForm = {
  /** As Twitch has it now, as far as is known. */
  readonly known: ChannelInfo
  /** What was changed by hand. */
  readonly draft: Partial<ChannelInfo>
  /** Changed by hand, and elsewhere since: somebody has to say which stays. */
  readonly disputed: ReadonlySet<Field>
  /** Changed elsewhere while the form was open, and not by hand: what it was before. */
  readonly followed: Partial<ChannelInfo>
}

const payload = commands.get('twitch.update_channel')?.payload
const names = { title: 'title', category: 'category_id', language: 'language', tags: 'tags' } as const satisfies Record<
  Field,
  string
>

export function openForm(known: ChannelInfo): ChannelForm {
  return { known, draft: {}, disputed: new Set(), followed: {} }
}

/** The channel as the form shows it. */
export function shownOf({ known, draft }: ChannelForm): ChannelInfo {
  return { ...known, ...draft }
}

/** Something is typed or chosen. What is as Twitch has it again is no change any more. */
export function edit(form: ChannelForm, change: Partial<ChannelInfo>): ChannelForm {
  const draft = { ...form.draft, ...change }
  return tidy({ ...form, draft, followed: without(form.followed, changedIn(change)) })
}

/** Twitch says how the channel is, in whole or in part. */
export function hear(form: ChannelForm, found: Partial<ChannelInfo>): ChannelForm {
  const changed = changedIn(found).filter((field) => !isSame(field, found, form.known))
  if (changed.length === 0) return form
  const touched = changed.filter((field) => field in form.draft)
  const before = Object.fromEntries(
    changed.filter((field) => !touched.includes(field)).map((field) => [field, form.followed[field] ?? form.known[field]]),
  )
  const known = { ...form.known, ...found }
  return tidy({
    known,
    draft: form.draft,
    disputed: new Set([...form.disputed, ...touched]),
    followed: { ...form.followed, ...before },
  })
}

/** Says which of two stays: the one that is typed, or the one that Twitch has. */
export function decide(form: ChannelForm, field: Field, whose: 'mine' | 'theirs'): ChannelForm {
  const disputed = new Set([...form.disputed].filter((other) => other !== field))
  return { ...form, disputed, draft: whose === 'mine' ? form.draft : without(form.draft, [field]) }
}

/** What was sent is as Twitch has it now; what was typed meanwhile stays. */
export function settle(form: ChannelForm, sent: Partial<ChannelInfo>): ChannelForm {
  return tidy({ ...form, known: { ...form.known, ...sent } })
}

/** What `twitch.update_channel` is sent: the changes alone. */
export function payloadOf({ draft }: ChannelForm): Record<string, unknown> {
  const { title, category, language, tags } = draft
  return {
    ...(title === undefined ? undefined : { title: title.trim() }),
    ...(category === undefined ? undefined : { category_id: category.id }),
    ...(language === undefined ? undefined : { language }),
    ...(tags === undefined ? undefined : { tags }),
  }
}

/** The fields that the command would refuse, by its own schema. */
export function faultsOf(form: ChannelForm): ReadonlySet<Field> {
  const parsed = payload?.safeParse(payloadOf(form))
  const refused = parsed?.error?.issues.map(({ path }) => path[0]) ?? []
  return new Set(fields.filter((field) => refused.includes(names[field])))
}

function tidy(form: ChannelForm): ChannelForm {
  const same = changedIn(form.draft).filter((field) => isSame(field, form.draft, form.known))
  if (same.length === 0) return form
  return {
    ...form,
    draft: without(form.draft, same),
    disputed: new Set([...form.disputed].filter((field) => !same.includes(field))),
  }
}

function changedIn(change: Partial<ChannelInfo>): Field[] {
  return fields.filter((field) => change[field] !== undefined)
}

function without(info: Partial<ChannelInfo>, gone: readonly Field[]): Partial<ChannelInfo> {
  return Object.fromEntries(Object.entries(info).filter(([field]) => !gone.some((one) => one === field)))
}

/** A category is known by its id: its name is for reading. */
function isSame(field: Field, one: Partial<ChannelInfo>, other: Partial<ChannelInfo>): boolean {
  if (field === 'category') return one.category?.id === other.category?.id
  return JSON.stringify(one[field]) === JSON.stringify(other[field])
}
