/** Why there is no OBS, as far as something can be done about it. */
export type Absence = 'turned_off' | 'wrong_password' | 'ended' | 'not_understood' | 'not_there'

/** From the reason that the source gives, as `/ready` has it. */
export function absenceOf(reason: string): Absence {
  if (reason.startsWith('OBS_URL is none')) return 'turned_off'
  if (reason.startsWith('wrong password')) return 'wrong_password'
  if (reason.startsWith('OBS has ended the session')) return 'ended'
  return reason.includes('not understood') ? 'not_understood' : 'not_there'
}
