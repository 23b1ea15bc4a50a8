import type { ChatFragment } from '@landale/protocol'
import { bursts, chatter, emotes } from '../phrases.ts'
import type { World } from '../world.ts'
import type { PayloadMakers } from './make-payload.ts'

const remembered = 50
const badges = ['subscriber', 'vip', 'moderator', 'founder'] as const
const colors = ['#5F9EA0', '#FF4500', '#1E90FF', '#9ACD32', '#DAA520', '#8A2BE2'] as const

export const chatPayloads = {
  'chat.message.sent': (world) => {
    const { random, people } = world
    const user = people.someone()
    const said = random.chance(world.excitement > 0 ? 0.7 : 0.05) ? random.pick(bursts) : random.pick(chatter)
    const emote = random.chance(0.25) ? random.pick(emotes) : undefined
    const text = emote === undefined ? said : `${said} ${emote.text}`
    const fragments: ChatFragment[] = [{ kind: 'text', text: emote === undefined ? said : `${said} ` }]
    if (emote !== undefined) fragments.push({ kind: 'emote', ...emote })
    const answered = random.chance(0.05) ? world.messages.at(-random.int(1, 10)) : undefined
    const message_id = world.id('message')
    world.messages = [...world.messages, { message_id, user, text }].slice(-remembered)
    return {
      message_id,
      user,
      text,
      fragments,
      ...(random.chance(0.4) ? { badges: [random.pick(badges)] } : {}),
      color: colors[Number(user.id) % colors.length] ?? colors[0],
      ...(answered === undefined ? {} : { reply_to: answered }),
    }
  },
  'chat.message.deleted': (world) => {
    const { message_id, user } = lastMessage(world)
    return { message_id, user }
  },
  'chat.user.cleared': (world) => ({ user: lastMessage(world).user }),
  'chat.cleared': () => ({}),
} satisfies PayloadMakers<'chat'>

function lastMessage(world: World): World['messages'][number] {
  return world.messages.at(-1) ?? { message_id: world.id('message'), user: world.people.someone(), text: '' }
}
