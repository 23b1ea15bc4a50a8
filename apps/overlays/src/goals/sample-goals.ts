import type { GoalsState } from '@landale/protocol'

export function sampleGoals(): GoalsState {
  return {
    goals: [
      { id: 'subs', label: 'Subs tonight', current: 9, target: 25, reached_at: null },
      { id: 'twitch:1', label: 'A new chair', current: 412, target: 500, reached_at: null },
    ],
  }
}
