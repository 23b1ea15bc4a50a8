import type { NewEvent } from '@landale/protocol'

/** Names as viewers have them: other scripts, other directions, emoji, and as long as they may be. */
export const names = {
  plain: 'Mossy_Kettle',
  japanese: '焼き鳥マスター',
  korean: '달빛고양이',
  chinese: '深夜的泡面',
  arabic: 'ليلى_الغيوم',
  hebrew: 'תפוח_ירוק',
  emoji: '🦊 fennec 🏳️‍🌈',
  markup: '<img src=x onerror="document.title=1">',
  long: 'Wolpertinger'.repeat(10),
} as const

type Name = keyof typeof names

const person = (name: Name) => ({ id: String(1_000 + Object.keys(names).indexOf(name)), login: name, name: names[name] })
const by = (name: Name) => ({ actor: `twitch:${person(name).id}`, source: 'twitch' })

const chat = (name: Name, text: string): NewEvent => ({
  type: 'chat.message.sent',
  ...by(name),
  payload: { message_id: Bun.hash(text).toString(36), user: person(name), text },
})

const run = { run_id: 'run_0190f3a1-0000-7000-8000-000000000001', number: 1_482 }
const game = (type: string, payload: object): NewEvent => ({
  type,
  actor: 'ironmon',
  source: 'ironmon',
  payload: { ...run, ...payload },
})

/** An hour of a stream, short: each kind of thing that a streamer sees go by. */
export const evening: readonly NewEvent[] = [
  game('run.started', { game: 'firered_leafgreen', tracker_version: '8.6.0' }),
  chat('plain', 'good evening, is this run 1482 already?'),
  chat('japanese', 'こんばんは！今日もがんばって 🔥'),
  game('run.location.changed', { location_id: 88 }),
  { type: 'channel.followed', ...by('korean'), payload: { user: person('korean') } },
  chat('korean', '안녕하세요 처음 왔어요'),
  game('run.battle.started', { trainer: 'Rival', pokemon: [{ species: 'Eevee', level: 5 }] }),
  chat('arabic', 'مساء الخير، كم عدد المحاولات اليوم؟'),
  chat('hebrew', 'שלום לכולם! run 1482 🍀'),
  game('run.battle.finished', { result: 'win', pokemon: [] }),
  { type: 'channel.subscribed', ...by('chinese'), payload: { user: person('chinese'), tier: '1000', is_gift: false } },
  chat('chinese', '这次一定能过第一道馆吧？'),
  { type: 'channel.cheered', ...by('emoji'), payload: { user: person('emoji'), bits: 500, message: 'for the run 🎉🎉' } },
  chat('emoji', '🦊🦊🦊 LET’S GO 🦊🦊🦊'),
  game('run.checkpoint.cleared', { checkpoint: 'RIVAL1', checkpoint_id: 1 }),
  chat('markup', '<script>document.title = 2</script> <b>bold?</b>'),
  { type: 'channel.followed', ...by('long'), payload: { user: person('long') } },
  chat('long', 'a'.repeat(400)),
  {
    type: 'channel.resubscribed',
    ...by('plain'),
    payload: { user: person('plain'), tier: '1000', cumulative_months: 26, message: 'Two years of this. Worth it.' },
  },
  {
    type: 'channel.subscription.gifted',
    ...by('arabic'),
    payload: { user: person('arabic'), tier: '1000', total: 20, cumulative_total: 140 },
  },
  chat('plain', 'twenty?! the generosity'),
  { type: 'channel.subscription.gifted', actor: 'twitch', source: 'twitch', payload: { user: null, tier: '2000', total: 1 } },
  {
    type: 'channel.reward.redeemed',
    ...by('hebrew'),
    payload: {
      user: person('hebrew'),
      redemption_id: 'r1',
      reward: { id: 'hydrate', title: 'Drink some water', cost: 300 },
      input: 'all of it, please',
    },
  },
  {
    type: 'music.song.changed',
    actor: 'rainwave',
    source: 'rainwave',
    payload: { title: 'Aquatic Ambience', artist: 'David Wise', album: 'Donkey Kong Country', duration_ms: 205_000 },
  },
  game('run.checkpoint.cleared', { checkpoint: 'BROCK', checkpoint_id: 5 }),
  chat('japanese', 'ブロック撃破おめでとう！🎊'),
  { type: 'channel.raided', ...by('emoji'), payload: { user: person('emoji'), viewers: 148 } },
  chat('emoji', 'raiders, say hi 🦊'),
  chat('korean', '레이드다!! 🎉'),
  {
    type: 'scene.inspected',
    actor: 'agent:director',
    source: 'director',
    payload: { scene: 'Game', confidence: 0.93, note: 'an unknown type' },
  },
  chat('plain', 'welcome everyone, we just beat Brock'),
]
