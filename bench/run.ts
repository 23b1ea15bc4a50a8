// `bun run bench [name…]`: measures on this machine, now; each prints its table and a line of JSON.
import { print, type Report } from './src/report.ts'

const benches: Record<string, () => Promise<{ run: () => Promise<Report> }>> = {
  'alert-path': () => import('./alert-path.ts'),
  storm: () => import('./storm.ts'),
  'fan-out': () => import('./fan-out.ts'),
  append: () => import('./append.ts'),
  resume: () => import('./resume.ts'),
  outage: () => import('./outage.ts'),
  archive: () => import('./archive.ts'),
  sources: () => import('./sources.ts'),
  stage: () => import('./stage.ts'),
}

const asked = process.argv.slice(2)
const names = asked.length > 0 ? asked : Object.keys(benches)
const unknown = names.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`)
  process.exit(1)
}
for (const name of names) {
  const bench = await benches[name]?.()
  if (bench !== undefined) print(await bench.run())
}
// Sockets of the stock clients keep timers for a while.
process.exit(0)
