import type { TrainState } from '@landale/protocol'

export function sampleTrain(now: number): TrainState {
  return {
    sub: {
      id: 'train_sample',
      started_at: now - 240_000,
      expires_at: now + 210_000,
      window_ms: 300_000,
      subs: 12,
      last: { name: 'Mossy_Kettle', subs: 5, at: now - 90_000 },
      is_record: false,
    },
    hype: null,
  }
}
