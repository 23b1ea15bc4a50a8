import type { OpenPage } from '@landale/protocol'

/** A page in OBS that is open since the beginning and has just said how it does. */
export function openPage(more: Partial<OpenPage> = {}): OpenPage {
  return {
    overlay: 'alerts',
    instance: 'alerts-1',
    build: 'b1',
    is_current: true,
    obs: '2.24.5',
    source: 'Alerts',
    chromium: 127,
    viewport: null,
    since: 0,
    is_presenter: true,
    vitals: { fps: 59.9, dropped: 2, is_visible: true, is_active: true },
    heard_at: 0,
    ...more,
  }
}
