/** What the credits say, in the streamer's voice. */
export const words = {
  title: 'Tonight',
  onAir: 'On air',
  last: 'Thank you for watching.',
  groups: {
    raiders: { label: 'Raids', one: 'viewer', many: 'viewers' },
    gifters: { label: 'Gifts', one: 'sub', many: 'subs' },
    subscribers: { label: 'Subscribers' },
    cheerers: { label: 'Cheers', one: 'bit', many: 'bits' },
    followers: { label: 'Followers' },
    chatters: { label: 'In chat', one: 'message', many: 'messages' },
  },
  counts: {
    raids: { one: 'raid', many: 'raids' },
    subs: { one: 'sub', many: 'subs' },
    bits: { one: 'bit', many: 'bits' },
    follows: { one: 'follow', many: 'follows' },
    chatters: { one: 'viewer wrote', many: 'viewers wrote' },
    messages: { one: 'message', many: 'messages' },
  },
} as const
