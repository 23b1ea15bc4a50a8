import type { ChannelInfo } from '@landale/protocol'
import { type Field, fields } from '@/stream/channel-form.ts'
import { languageName } from '@/stream/languages.ts'
import { texts } from '@/texts.ts'

/** A field's value, as it is said. */
export function valueWords(field: Field, info: Partial<ChannelInfo>): string {
  const { channel: words } = texts.stream
  switch (field) {
    case 'title':
      return info.title ? `“${info.title}”` : words.nothing
    case 'category':
      return info.category?.name || words.noCategory
    case 'language':
      return languageName(info.language ?? '')
    case 'tags':
      return info.tags?.join(', ') || words.nothing
    default:
      return field satisfies never
  }
}

/** What was changed, field by field. */
export function changedWords(change: Partial<ChannelInfo>): string {
  const { channel: words } = texts.stream
  const changed = fields.filter((field) => change[field] !== undefined)
  return words.changed(changed.map((field) => `${words.fields[field]} ${valueWords(field, change)}`).join('; '))
}
