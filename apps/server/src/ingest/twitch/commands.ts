import type { Person } from '@landale/protocol'
import { z } from 'zod'
import { Problem } from '@/http/problem.ts'
import type { CommandHandlers } from '../source.ts'
import type { Auth } from './auth/auth.ts'
import { type Helix, nothing } from './helix.ts'

const maxCategories = 20

const listOf = <Schema extends z.ZodType>(item: Schema) => z.object({ data: z.array(item) })

const Channel = listOf(
  z.object({
    title: z.string(),
    game_id: z.string(),
    game_name: z.string(),
    broadcaster_language: z.string(),
    tags: z.array(z.string()).nullish(),
  }),
)
const Categories = listOf(z.object({ id: z.string(), name: z.string(), box_art_url: z.string() }))
const Goals = listOf(
  z.object({ id: z.string(), type: z.string(), description: z.string(), current_amount: z.int(), target_amount: z.int() }),
)
const Users = listOf(z.object({ id: z.string(), login: z.string(), display_name: z.string() }))
const Clips = listOf(z.object({ id: z.string(), edit_url: z.url() }))

/** What Twitch is asked and told for the signed-in streamer. Source: dev.twitch.tv/docs/api/reference. */
export function twitchCommands({ helix, auth }: { helix: Helix; auth: Auth }): CommandHandlers {
  const self = () => {
    const { account } = auth
    if (account === undefined) throw new Problem('not_signed_in', 'nobody is signed in at Twitch')
    return account.id
  }

  const userOf = async (login: string): Promise<Person> => {
    const { data } = await helix.request({ method: 'GET', path: 'users', query: { login: login.toLowerCase() }, schema: Users })
    const [user] = data
    if (user === undefined) throw new Problem('twitch_refused', `login: Twitch knows no ${login.toLowerCase()}`)
    return { id: user.id, login: user.login, name: user.display_name }
  }

  return {
    'twitch.sign_in': () => auth.signIn(),
    'twitch.sign_out': async () => {
      await auth.signOut()
      return {}
    },
    'twitch.channel': async () => {
      const { data } = await helix.request({
        method: 'GET',
        path: 'channels',
        query: { broadcaster_id: self() },
        schema: Channel,
      })
      const [channel] = data
      if (channel === undefined) throw new Problem('twitch_refused', 'Twitch says nothing of this channel')
      const { title, game_id, game_name, broadcaster_language, tags } = channel
      return { title, category: { id: game_id, name: game_name }, language: broadcaster_language, tags: tags ?? [] }
    },
    'twitch.update_channel': async ({ title, category_id, language, tags }) => {
      await helix.request({
        method: 'PATCH',
        path: 'channels',
        query: { broadcaster_id: self() },
        body: {
          ...(title === undefined ? undefined : { title }),
          ...(category_id === undefined ? undefined : { game_id: category_id }),
          ...(language === undefined ? undefined : { broadcaster_language: language }),
          ...(tags === undefined ? undefined : { tags }),
        },
        isRepeatable: true,
        schema: nothing,
      })
      return {}
    },
    'twitch.search_categories': async ({ query }) => {
      const { data } = await helix.request({
        method: 'GET',
        path: 'search/categories',
        query: { query, first: String(maxCategories) },
        schema: Categories,
      })
      return { categories: data.slice(0, maxCategories) }
    },
    'twitch.goals': async () => {
      const { data } = await helix.request({ method: 'GET', path: 'goals', query: { broadcaster_id: self() }, schema: Goals })
      return {
        goals: data.map(({ id, type, description, current_amount, target_amount }) => ({
          id,
          kind: type,
          description,
          current: current_amount,
          target: target_amount,
        })),
      }
    },
    'twitch.shoutout': async ({ login }) => {
      const user = await userOf(login)
      const from = self()
      await helix.request({
        method: 'POST',
        path: 'chat/shoutouts',
        query: { from_broadcaster_id: from, to_broadcaster_id: user.id, moderator_id: from },
        schema: nothing,
      })
      return { user }
    },
    'twitch.announce': async ({ message, color }) => {
      const own = self()
      await helix.request({
        method: 'POST',
        path: 'chat/announcements',
        query: { broadcaster_id: own, moderator_id: own },
        body: { message, color: color ?? 'primary' },
        schema: nothing,
      })
      return {}
    },
    'twitch.create_clip': async () => {
      const { data } = await helix.request({ method: 'POST', path: 'clips', query: { broadcaster_id: self() }, schema: Clips })
      const [clip] = data
      if (clip === undefined) throw new Problem('twitch_refused', 'Twitch made no clip')
      return { clip_id: clip.id, edit_url: clip.edit_url }
    },
  }
}
