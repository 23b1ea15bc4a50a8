import { subscriptionTypes } from './subscription-types.ts'

/** Every scope that something of the fake asks for. */
export const everyScope: readonly string[] = [
  ...new Set([
    ...subscriptionTypes.flatMap(({ scopes }) => scopes),
    'channel:manage:broadcast',
    'moderator:manage:announcements',
    'clips:edit',
  ]),
]
