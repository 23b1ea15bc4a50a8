import { streamer } from '../options.ts'
import { broadcaster, by, type Sample } from './sample.ts'

export const streamSamples = {
  'stream.online': { id: '9001', ...broadcaster, type: 'live', started_at: '2026-03-01T20:00:00Z' },
  'stream.offline': { ...broadcaster },
  'channel.update': {
    ...broadcaster,
    title: 'Kaizo IronMON, attempt 2',
    language: 'en',
    category_id: '490100',
    category_name: 'Pokémon FireRed/LeafGreen',
    content_classification_labels: ['ViolentGraphic'],
  },
  'channel.ad_break.begin': {
    duration_seconds: 60,
    started_at: '2026-03-01T20:30:00Z',
    is_automatic: false,
    ...broadcaster,
    requester_user_id: streamer.id,
    requester_user_login: streamer.login,
    requester_user_name: streamer.display_name,
  },
  'user.update': { ...by(streamer), email_verified: false, description: 'Plays hard games.' },
} satisfies Record<string, Sample>
