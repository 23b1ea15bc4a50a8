import type { TickerState } from '@landale/protocol'
import { sampleEmotes } from '@/emotes/sample-emotes.ts'
import { sampleGoals } from '@/goals/sample-goals.ts'
import { sampleTimers } from '@/timer/sample-timer.ts'

/** One of each that a round may hold. */
export function sampleTicker(now: number): TickerState {
  const [goal] = sampleGoals().goals
  const [timer] = sampleTimers(now).timers
  return {
    every_ms: 20_000,
    items: [
      { kind: 'followers', names: ['Mossy_Kettle', 'wren_at_the_window', 'Lanternfish', '灯台守の猫', 'tin_roof'] },
      ...(goal === undefined ? [] : [{ kind: 'goal' as const, goal }]),
      { kind: 'subscribers', names: ['مصباح_الليل', 'Mossy_Kettle', 'slow_pottery'] },
      { kind: 'today', follows: 31, subs: 9, bits: 4_150, raids: 1 },
      { kind: 'song', title: 'Clanker’s Cavern', artist: 'Grant Kirkhope' },
      {
        kind: 'emotes',
        emotes: [
          { id: sampleEmotes.LUL, name: 'LUL', count: 214 },
          { id: sampleEmotes.fishStare, name: 'fishStare', count: 96 },
          { id: sampleEmotes.kettleScream, name: 'kettleScream', count: 41 },
        ],
      },
      { kind: 'run', number: 1_482, cleared: 6, last: 'RIVAL3' },
      { kind: 'counter', counter: { id: 'deaths', label: 'Deaths', value: 42 } },
      ...(timer === undefined ? [] : [{ kind: 'timer' as const, timer }]),
      { kind: 'text', text: 'Community night on Thursday, eight o’clock' },
    ],
  }
}
