import { streamer, type TwitchUser } from './options.ts'
import { secondTime } from './timestamp.ts'

/** Bounds what a test may hand in. */
const goalLimit = 100

export type Category = { id: string; name: string; box_art_url: string }
export type Goal = { id: string; type: string; description: string; current_amount: number; target_amount: number }
/** What a test says of a stream that is live; the rest is made up. */
export type LiveStream = { id: string; title: string; started_at: string } & Record<string, unknown>

const category = (id: string, name: string): Category => ({
  id,
  name,
  box_art_url: `https://static-cdn.jtvnw.net/ttv-boxart/${id}-52x72.jpg`,
})

/** What there is to play. */
export const categories: readonly Category[] = [
  category('490100', 'Pokémon FireRed/LeafGreen'),
  category('509658', 'Just Chatting'),
  category('509660', 'Art'),
  category('1469308723', 'Software and Game Development'),
  category('488191', 'Super Mario World'),
]

/** Who else there is; the streamer comes first. */
export const people: readonly TwitchUser[] = [
  { id: '1001', login: 'viewer_one', display_name: 'Viewer_One' },
  { id: '1002', login: 'viewer_two', display_name: 'Viewer_Two' },
  { id: '1003', login: 'other_streamer', display_name: 'Other_Streamer' },
  { id: '1004', login: 'nihongo_viewer', display_name: '視聴者' },
]

export type Channel = ReturnType<typeof createChannel>

/** The streamer's channel as Helix shows it. */
export function createChannel(user: TwitchUser = streamer) {
  const info = {
    title: 'Kaizo IronMON, attempt 1',
    game_id: '490100',
    broadcaster_language: 'en',
    tags: ['English', 'IronMON'],
    delay: 0,
    content_classification_labels: [] as string[],
    is_branded_content: false,
  }
  let live: LiveStream | null = null
  let goals: readonly Goal[] = []
  let followers = 0

  const gameName = () => categories.find(({ id }) => id === info.game_id)?.name ?? ''
  const named = { broadcaster_id: user.id, broadcaster_login: user.login, broadcaster_name: user.display_name }

  return {
    user,
    info,
    get isLive() {
      return live !== null
    },
    get followers() {
      return followers
    },
    setFollowers(total: number) {
      followers = total
    },
    setGoals(list: readonly Goal[]) {
      if (list.length > goalLimit) throw new Error(`more than ${goalLimit} goals`)
      goals = list
    },
    /** On air, or (null) not. Only Helix shows it: what notifies is `notify('stream.online', …)`. */
    setLive(stream: LiveStream | null) {
      live = stream
    },
    channelBody: () => ({ ...named, game_name: gameName(), ...info }),
    goalBodies: (now: number) => goals.map((goal) => ({ ...named, created_at: secondTime(now), ...goal })),
    streamBodies: () =>
      live === null
        ? []
        : [
            {
              user_id: user.id,
              user_login: user.login,
              user_name: user.display_name,
              game_id: info.game_id,
              game_name: gameName(),
              type: 'live',
              viewer_count: 42,
              language: info.broadcaster_language,
              thumbnail_url: `https://static-cdn.jtvnw.net/previews-ttv/live_user_${user.login}-{width}x{height}.jpg`,
              tag_ids: [],
              tags: info.tags,
              is_mature: false,
              ...live,
            },
          ],
  }
}
