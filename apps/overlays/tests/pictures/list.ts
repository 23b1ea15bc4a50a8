import { themeNames } from '@landale/theme'

/** Where the words of a picture come from: `short` is the sample's own. */
const texts = ['short', 'long', 'emoji', 'rtl', 'cjk'] as const
export type Text = (typeof texts)[number]

/** A frame that is looked at: the page, what it shows, and how long after its start. */
export type Picture = {
  readonly overlay: string
  readonly state: string
  readonly cue: string
  readonly atMs: number
  readonly text: Text
  readonly theme: string
  /** What else its address asks for. */
  readonly options: string
}

/** The built-in themes. */
export const themes: readonly string[] = themeNames

/** A state's frame: what `?cue=` and `?at=` ask for, and the page's options. One whose words are a person's is looked at in every text. */
type State = readonly [cue: string, atMs: number, words?: 'anyone’s' | 'its own', options?: string]

/**
 * What is pictured, by overlay and state: entering, standing, leaving, and what else it does. A new overlay is an entry here, and its
 * moments one in `src/shared/frozen-moments.ts`. The samples' cues last 8 s.
 */
const states: Readonly<Record<string, Readonly<Record<string, State>>>> = {
  stage: {
    enters: ['quiet', 300],
    quiet: ['quiet', 3_000],
    'bar-alone': ['bar', 3_000],
    run: ['run', 3_000],
    timer: ['timer', 3_000],
    goals: ['goals', 3_000],
    news: ['resub', 3_000, 'anyone’s'],
    'steps-back': ['raid', 200],
    raid: ['raid', 3_000],
    'comes-back': ['raid', 8_250],
    takeover: ['standby', 2_600],
  },
  alerts: {
    'nod-enters': ['follow', 230],
    nod: ['follow', 3_000, 'anyone’s'],
    'nod-leaves': ['follow', 8_120],
    'cheer-looks-out': ['resub', 100],
    'cheer-enters': ['resub', 420],
    cheer: ['resub', 3_000, 'anyone’s'],
    'cheer-leaves': ['resub', 8_180],
    bits: ['cheer', 3_000],
    reward: ['reward', 3_000],
    'room-enters': ['raid', 400],
    room: ['raid', 3_000, 'anyone’s'],
    'room-leaves': ['raid', 8_200],
    bomb: ['bomb', 3_000],
  },
  ironmon: {
    'run-enters': ['run', 250],
    run: ['run', 3_000],
    'runner-moves': ['cleared', 200],
    'mark-cools': ['cleared', 1_000],
    'runner-goes-back': ['reset', 200],
    nod: ['lab', 3_000],
    'cheer-looks-out': ['brock', 100],
    'cheer-enters': ['brock', 420],
    cheer: ['brock', 3_000],
    'cheer-leaves': ['brock', 8_150],
    'run-comes-back': ['brock', 8_400],
    'room-enters': ['giovanni', 400],
    room: ['champ', 3_000],
    'any-other': ['resub', 3_000, 'anyone’s'],
  },
  takeover: {
    'stand-by-enters': ['standby', 300],
    'stand-by': ['standby', 2_600],
    'stand-by-walks': ['standby', 6_250],
    'stand-by-leaves': ['standby', 8_200],
    'technical-enters': ['technical', 420],
    technical: ['technical', 1_900, 'anyone’s'],
    'technical-slips': ['technical', 3_000],
    'technical-leaves': ['technical', 8_200],
    'cover-enters': ['cover', 420],
    cover: ['cover', 1_900],
    'cover-breathes': ['cover', 2_900],
    'cover-leaves': ['cover', 8_200],
    'custom-enters': ['custom', 420],
    custom: ['custom', 1_900, 'anyone’s'],
    'custom-leaves': ['custom', 8_200],
  },
  chat: {
    appears: ['all', 100],
    all: ['all', 3_000],
    'line-enters': ['said', 170],
    line: ['said', 3_000, 'anyone’s'],
    'cheer-enters': ['cheered', 170],
    cheer: ['cheered', 3_000, 'anyone’s'],
    'taken-back': ['taken-back', 100],
  },
  captions: {
    opens: ['said', 120],
    said: ['said', 1_500, 'anyone’s'],
    rolls: ['more', 150],
    more: ['more', 1_500, 'anyone’s'],
    sinks: ['said', 4_120],
  },
  'now-playing': {
    enters: ['song', 170],
    hot: ['song', 900],
    song: ['song', 2_500, 'anyone’s'],
    'read-on': ['song', 4_600, 'anyone’s'],
    'steps-aside': ['song', 12_180],
    small: ['song', 13_000, 'anyone’s'],
    'gives-way': ['next', 120],
    paused: ['paused', 1_000],
    leaves: ['stopped', 140],
  },
  ticker: {
    enters: ['followers', 200],
    followers: ['followers', 3_000, 'anyone’s'],
    subscribers: ['subscribers', 3_000],
    goal: ['goal', 3_000, 'anyone’s'],
    today: ['today', 3_000],
    song: ['song', 3_000, 'anyone’s'],
    emotes: ['emotes', 3_000],
    run: ['run', 3_000],
    counter: ['counter', 3_000],
    timer: ['timer', 3_000],
    text: ['text', 3_000, 'anyone’s'],
    'turn-goes': ['turn', 150],
    'turn-comes': ['turn', 300],
    'at-the-top': ['today', 3_000, 'its own', 'position=top'],
  },
  goals: {
    enters: ['two', 250],
    two: ['two', 3_000, 'anyone’s'],
    grows: ['grown', 400],
    grown: ['grown', 3_000],
    reached: ['reached', 3_000, 'anyone’s'],
  },
  train: {
    enters: ['sub', 250],
    sub: ['sub', 3_000, 'anyone’s'],
    'sub-joins': ['joined', 200],
    joined: ['joined', 3_000],
    record: ['record', 3_000, 'anyone’s'],
    hype: ['hype', 3_000],
  },
  timer: {
    enters: ['running', 250],
    running: ['running', 3_000],
    'time-comes': ['added', 150],
    added: ['added', 1_500, 'anyone’s'],
    paused: ['paused', 3_000],
    capped: ['capped', 3_000],
    centre: ['added', 1_500, 'its own', 'position=centre'],
  },
  emotes: {
    thrown: ['rain', 1_400],
    falling: ['rain', 4_000],
  },
  credits: {
    title: ['roll', 2_500, 'anyone’s'],
    people: ['roll', 12_000, 'anyone’s'],
    counts: ['roll', 50_000],
    last: ['roll', 64_000],
  },
  clock: {
    enters: ['time', 250],
    time: ['time', 3_000],
    'twelve-hours': ['time', 3_000, 'its own', 'hours=12&seconds=1&uptime=1'],
  },
}

export const overlays: readonly string[] = Object.keys(states)

/** Every picture of an overlay in a theme. */
export function picturesOf(overlay: string, theme: string): readonly Picture[] {
  return Object.entries(states[overlay] ?? {}).flatMap(([state, [cue, atMs, words, options = '']]) =>
    (words === 'anyone’s' ? texts : texts.slice(0, 1)).map((text) => ({ overlay, state, cue, atMs, text, theme, options })),
  )
}

/** What of an overlay is looked at on air's grounds: the largest it has, and the smallest. */
const aired: Readonly<Record<string, readonly string[]>> = {
  alerts: ['cheer', 'nod', 'room'],
  ironmon: ['cheer', 'run'],
  takeover: ['stand-by', 'technical-leaves'],
  chat: ['all'],
  captions: ['more'],
  'now-playing': ['song', 'small'],
  stage: ['quiet', 'raid'],
  ticker: ['followers', 'goal', 'emotes'],
  goals: ['reached'],
  train: ['sub', 'hype'],
  timer: ['added'],
  emotes: ['falling'],
  credits: ['title', 'people'],
  clock: ['time', 'twelve-hours'],
}

/** The pictures of an overlay that go on its sheet for air. */
export function airedOf(overlay: string, theme: string): readonly Picture[] {
  const states = aired[overlay] ?? []
  return states.flatMap((state) => picturesOf(overlay, theme).filter((one) => one.state === state && one.text === 'short'))
}

/** The path of a picture's address, behind the server's. */
export function pathOf({ overlay, cue, atMs, text, theme, options }: Picture): string {
  const query = new URLSearchParams({ debug: '1', demo: '1', at: String(atMs), cue, text, theme })
  return `/overlay/${overlay}?${query}${options && `&${options}`}`
}

/** The name of its baseline. */
export function fileOf({ overlay, state, text, theme }: Picture): string {
  return `${overlay}/${state}-${text}-${theme}.png`
}
