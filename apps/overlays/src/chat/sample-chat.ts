import type { ChatLine, ChatState } from '@landale/protocol'
import { sampleEmotes } from '@/emotes/sample-emotes.ts'

type Sample = Partial<ChatLine> & { name: string }

const text = (words: string): ChatLine['fragments'] => [{ kind: 'text', text: words }]
const mentioned = { id: '12826', login: 'mossy_kettle', name: 'Mossy_Kettle' }

/** Every part a message can have, and texts that are hard to set. */
const said: readonly Sample[] = [
  {
    name: 'Lanternfish',
    color: '#1E90FF',
    badges: ['moderator', 'partner'],
    fragments: text('Community night starts at eight!'),
  },
  { name: 'wren_at_the_window', color: '#0000FF', badges: ['vip', 'subscriber'], fragments: text('was that a crit??') },
  {
    name: 'Mossy_Kettle',
    color: '#FF0000',
    badges: ['founder'],
    fragments: [
      { kind: 'text', text: 'that crit was personal ' },
      { kind: 'emote', text: 'kettleScream', emote_id: sampleEmotes.kettleScream },
      { kind: 'text', text: ' ' },
      { kind: 'emote', text: 'LUL', emote_id: sampleEmotes.LUL },
    ],
  },
  {
    name: 'Tamsin',
    fragments: [
      { kind: 'mention', text: '@Mossy_Kettle', user: mentioned },
      { kind: 'text', text: ' you said that yesterday' },
    ],
    reply_to: { message_id: 'm3', name: 'Mossy_Kettle', text: 'that crit was personal kettleScream LUL' },
  },
  {
    name: 'Lanternfish',
    color: '#1E90FF',
    badges: ['moderator'],
    bits: 500,
    fragments: [
      { kind: 'cheermote', text: 'Cheer500', bits: 500 },
      { kind: 'text', text: ' for the next run, and for whoever named the starter' },
    ],
  },
  {
    name: 'مصباح_الليل',
    color: '#008000',
    badges: ['subscriber'],
    fragments: text('مرحبا بالجميع، هذه أول مرة أشاهد البث hello 👋🏽'),
  },
  {
    name: '灯台守の猫',
    color: '#8A2BE2',
    badges: ['vip'],
    fragments: text('今日も来ました🐈‍⬛ 配信ありがとうございます、次のジムも応援しています！'),
  },
  {
    name: 'the_one_who_never_stops',
    color: '#2E8B57',
    fragments: text(
      'so what I would do here is go back to the center, buy two more potions, and only then think about the gym, because every single time that we went in without them it ended the same way, and I have the notes to prove it, all eleven pages of them, with drawings',
    ),
  },
  {
    name: 'Landale',
    color: '#FF7F50',
    badges: ['broadcaster', 'subscriber'],
    fragments: text('one more try. https://example.com/notes'),
  },
]

const line = (sample: Sample, index: number, at: number): ChatLine => ({
  id: `evt_01999999-0000-7000-8000-${String(index).padStart(12, '0')}`,
  message_id: `m${index}`,
  actor: `twitch:${sample.name}`,
  color: null,
  badges: [],
  fragments: [],
  bits: null,
  reply_to: null,
  at,
  origin: 'test',
  ...sample,
})

export function sampleChat(now: number): ChatState {
  return { lines: said.map((sample, index) => line(sample, index + 1, now - (said.length - index) * 1_000)) }
}
