import type { ObsState, TwitchState } from '@landale/protocol'

/** What sources show on the dashboard, each under its topic. */
export type SourceViews = { obs: ObsState; twitch: TwitchState }

/** What there is to see of a source that has not connected yet. */
export const initialViews: SourceViews = {
  obs: {
    connected: false,
    version: null,
    studio_mode: false,
    scenes: [],
    program: null,
    preview: null,
    transitions: [],
    transition: null,
    stream: { active: false, since: null, reconnecting: false },
    record: { active: false, since: null, paused: false },
    replay: { available: false, active: false, last_path: null },
    virtual_camera: { available: false, active: false },
    inputs: [],
    stats: null,
    captions: { on: false, sent: 0, dropped: 0, waiting: 0, last_text: null, error: null },
  },
  twitch: { account: null, sign_in: null, scopes: [], missing_scopes: [], subscriptions: [] },
}
