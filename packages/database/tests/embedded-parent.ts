import { join } from 'node:path'
import { EmbeddedPostgres } from '../src/embedded/index.ts'

// A server that is killed: keeps a PostgreSQL in the folder given, says its pid and URL, and stays. With "stop" it ends it.
const [data = '', then = 'stay'] = process.argv.slice(2)
const database = new EmbeddedPostgres({
  folder: join(data, 'postgres'),
  passwordFile: join(data, 'postgres.key'),
  onLog: (line) => process.stderr.write(`${line}\n`),
})
const url = await database.ensureRunning()
process.stdout.write(`${JSON.stringify({ pid: database.pid, url })}\n`)
if (then === 'stop') await database.stop()
else setInterval(() => {}, 60_000)
