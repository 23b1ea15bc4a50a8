import { type Event, type Feed, feedBit, feedsOf } from '@landale/protocol'

export type Filter = { feed: Feed; text: string }

/**
 * Makes the test of a filter: the event is in the feed and holds every word of the text somewhere, in any case. An event's text is
 * made once, however often the filter changes.
 */
export function createFilter() {
  const texts = new WeakMap<Event, string>()
  const textOf = (event: Event) => {
    const known = texts.get(event)
    if (known !== undefined) return known
    const { type, source, actor, position, metadata, payload } = event
    const text = fold([position, type, source, actor, metadata.origin, JSON.stringify(payload)].join(' '))
    texts.set(event, text)
    return text
  }

  return ({ feed, text }: Filter): ((event: Event) => boolean) => {
    const bit = feedBit(feed)
    const words = fold(text)
      .split(/\s+/)
      .filter((word) => word !== '')
    return (event) => (feedsOf(event) & bit) !== 0 && words.every((word) => textOf(event).includes(word))
  }
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
