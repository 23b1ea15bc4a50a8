import '@landale/client/zod-without-eval'
import { render } from 'solid-js/web'
import '@fontsource-variable/archivo/wdth.css'
import '@/style/tokens.css'
import '@/style/base.css'
import '@/style/layout.css'
import '@/style/header.css'
import '@/style/feed.css'
import '@/style/event-row.css'
import '@/style/event-details.css'
import '@/style/panel.css'
import '@/style/source.css'
import '@/style/twitch.css'
import '@/style/live.css'
import '@/style/queue.css'
import '@/style/takeover.css'
import '@/style/tally.css'
import '@/style/open-page.css'
import '@/style/low-screen.css'
import { App } from '@/app.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
render(() => <App page={window} />, root)
