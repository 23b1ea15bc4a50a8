// Loaded into a server before its own code: its time goes faster, and at a signal it says on a line of its own what it takes up once
// what it no longer needs is gone.
import { goFaster } from './subathon-clock.ts'

goFaster({ base: Number(process.env.SUBATHON_BASE), speed: Number(process.env.SUBATHON_SPEED) })
process.on('SIGUSR2', () => {
  Bun.gc(true)
  const { rss, heapUsed } = process.memoryUsage()
  process.stdout.write(`${JSON.stringify({ taken: { rss, heapUsed } })}\n`)
})
