import type { TimerState } from '@landale/protocol'

export function sampleTimers(now: number): TimerState {
  return {
    timers: [
      {
        id: 'subathon',
        label: 'Subathon',
        status: 'running',
        ends_at: now + 11_529_000,
        left_ms: 11_529_000,
        cap_ms: 86_400_000,
        is_capped: false,
        last_added: { add_ms: 300_000, name: 'Mossy_Kettle', at: now - 30_000 },
      },
    ],
  }
}
