import '@landale/client/zod-without-eval'
import { TickerState, tickerOptions } from '@landale/protocol'
import { mountPage } from '@/shared/page.tsx'
import { standOrGo } from '@/shared/standing-motion.ts'
import { Ticker } from './ticker.tsx'
import { barIn, barOut } from './timeline.ts'

await mountPage({
  name: 'ticker',
  schema: TickerState,
  options: tickerOptions,
  choreograph: (effect, elements, { position }) =>
    standOrGo({ enter: (item) => barIn(item, position), exit: (item) => barOut(item, position) })(effect, elements),
  Overlay: Ticker,
})
