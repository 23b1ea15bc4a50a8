import { z } from 'zod'

/** Somebody who was seen, as their platform knows them. `note` and `pronouns` are the streamer's own. */
export const PersonRecord = z.object({
  platform: z.string(),
  id: z.string(),
  login: z.string(),
  name: z.string(),
  first_seen_at: z.iso.datetime(),
  last_seen_at: z.iso.datetime(),
  note: z.string().nullable(),
  pronouns: z.string().nullable(),
})
export type PersonRecord = z.infer<typeof PersonRecord>

/** Who was seen last comes first. */
export const PeoplePage = z.object({ people: z.array(PersonRecord), next_cursor: z.string().optional() })
export type PeoplePage = z.infer<typeof PeoplePage>
