// The floor of a notification's way: a bare process that commits each message to bare SQLite, as durable as the log, and says so.
import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import { temporaryFolder } from '../folder.ts'

using folder = temporaryFolder()
const db = new Database(join(folder.path, 'rows.sqlite'), { create: true })
db.run('pragma journal_mode = wal')
db.run('pragma synchronous = full')
db.run('create table events (position integer primary key, body text)')
const insert = db.query('insert into events (body) values (?)')

const server = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  fetch: (request, upgrading) => (upgrading.upgrade(request) ? undefined : new Response(null, { status: 400 })),
  websocket: {
    message(socket, text) {
      insert.run(String(text))
      socket.send(text)
    },
  },
})
process.stdout.write(`${JSON.stringify({ ready: true, http: server.port })}\n`)
await new Promise((resolve) => process.once('SIGTERM', resolve))
