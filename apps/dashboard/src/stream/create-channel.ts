import type { Client } from '@landale/client'
import { ChannelInfo, isEventOf } from '@landale/protocol'
import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import type { Push } from '@/press/press.ts'
import { type ChannelForm, hear, openForm } from '@/stream/channel-form.ts'
import { texts } from '@/texts.ts'

export type ChannelOptions = {
  client: Client
  push: Push
  /** Whether Twitch can be asked. */
  isReady: Accessor<boolean>
}

export type Channel = {
  /** Undefined until Twitch has said how the channel is. */
  form: Accessor<ChannelForm | undefined>
  change: (to: (form: ChannelForm) => ChannelForm) => void
  /** Why it was not said. */
  fault: Accessor<string | undefined>
  read: () => Promise<void>
}

/** The channel's form, told of every change that Twitch tells of. Tags are in no notification: they are asked for after each. */
export function createChannel({ client, push, isReady }: ChannelOptions): Channel {
  const [form, setForm] = createSignal<ChannelForm>()
  const [fault, setFault] = createSignal<string>()
  let turn = 0

  const read = async () => {
    turn += 1
    const mine = turn
    try {
      const found = ChannelInfo.safeParse(await push('twitch.channel', {}))
      if (mine !== turn) return
      setFault(found.success ? undefined : texts.stream.channel.unreadable)
      const info = found.data
      if (info !== undefined) setForm((known) => (known === undefined ? openForm(info) : hear(known, info)))
    } catch (error) {
      if (mine === turn) setFault(error instanceof Error ? error.message : String(error))
    }
  }

  const feed = client.feed('stream', {
    onEvents(events) {
      const updated = events
        .filter((event) => event.metadata.origin === 'live')
        .findLast((event) => isEventOf(event, 'channel.updated'))
      if (updated === undefined || !isReady()) return
      const { title, language, category_id, category_name } = updated.payload
      setForm((known) => known && hear(known, { title, language, category: { id: category_id, name: category_name } }))
      void read()
    },
    onReset: () => void (isReady() && read()),
  })
  onCleanup(() => {
    turn += 1
    feed.close()
  })
  createEffect(on(isReady, (ready) => void (ready && read())))

  return { form, change: (to) => setForm((known) => known && to(known)), fault, read }
}
