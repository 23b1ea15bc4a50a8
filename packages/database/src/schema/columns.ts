import { bigint, customType, integer, timestamp } from 'drizzle-orm/pg-core'

/** Ids, types and names of sources: compared by code point, so that a prefix of a type can use its index. */
export const word = customType<{ data: string }>({ dataType: () => 'text collate "C"' })

/** Words as `wordsOf` of the protocol gives them: made by us, so no parser of the database's own stands between. */
export const words = customType<{ data: string }>({ dataType: () => 'tsvector' })

export const time = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' })
export const whole = () => bigint({ mode: 'number' })

/** Where an event stands in the log, and when it came there. A hypertable is cut by `inserted_at`, so every key holds it. */
export const place = () => ({
  position: whole().notNull(),
  session: word().notNull(),
  seq: whole().notNull(),
  inserted_at: time().notNull(),
})

export const feeds = () => integer().notNull()
