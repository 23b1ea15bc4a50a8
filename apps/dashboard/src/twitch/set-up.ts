/** Twitch's source says so itself where there is nothing to sign in with. */
export function isSetUp(error: string | null | undefined): boolean {
  return error !== undefined && error?.startsWith('TWITCH_CLIENT_ID is not set') !== true
}
