import type { overlayOptions } from '@landale/protocol'

export type GalleryName = keyof typeof overlayOptions

type About = {
  /** What it shows, to whoever has to choose. */
  readonly summary: string
  /** What its frame can be made to show, by the names of the samples; the first is shown when it is opened. */
  readonly plays: readonly string[]
}

export const about: Readonly<Record<GalleryName, About>> = {
  stage: {
    summary: 'Everything in one page: furniture, news, alerts and takeovers, each in its layer. One source is enough.',
    plays: ['resub', 'follow', 'bomb', 'raid', 'standby'],
  },
  alerts: {
    summary: 'Follows, subs, gifts, cheers, raids and rewards, one after the other, as large as what happened.',
    plays: ['resub', 'sub', 'follow', 'reward', 'cheer', 'gift', 'bomb', 'raid'],
  },
  takeover: {
    summary:
      'Covers the picture: stand by, technical difficulties, privacy, or words of your own. Keep it on top of every scene.',
    plays: ['standby', 'technical', 'cover', 'custom'],
  },
  chat: { summary: 'The last messages, in one column along an edge.', plays: [] },
  captions: { summary: 'What is said, a few rows at a time.', plays: [] },
  ticker: { summary: 'Followers, subs, songs and the like, one after the other, in one line.', plays: [] },
  goals: { summary: 'How far a goal has come.', plays: [] },
  train: { summary: 'A train of subs, and how long it waits for the next one.', plays: [] },
  timer: { summary: 'A timer that counts down, and what was added to it.', plays: [] },
  'now-playing': { summary: 'The song that is heard. It announces itself, and steps aside.', plays: [] },
  emotes: { summary: 'The emotes of the chat, falling.', plays: [] },
  credits: { summary: 'Who made the stream, for its end.', plays: [] },
  ironmon: {
    summary: 'An IronMON run along the lower edge, and what is cleared rising from it.',
    plays: ['brock', 'lab', 'giovanni', 'champ'],
  },
  clock: { summary: 'The time.', plays: [] },
}
