// `bun run schema`: JSON Schema of everything that crosses the wire, into docs/schema, for clients that are not TypeScript.
// `--check` writes nothing and fails where what is there is not what the protocol says.
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import * as protocol from '../packages/protocol/src/index.ts'

const folder = join(import.meta.dir, '../docs/schema')

function schemaOf(schema: z.ZodType, title: string): string {
  return `${JSON.stringify({ title, ...z.toJSONSchema(schema, { io: 'input' }) }, null, 2)}\n`
}

const wire = {
  event: protocol.Event,
  'new-event': protocol.NewEvent,
  session: protocol.Session,
  'new-session': protocol.NewSession,
  'append-reply': protocol.AppendReply,
  'tail-gap': protocol.TailGap,
  frame: protocol.Frame,
  'resume-params': protocol.ResumeParams,
  'join-reply': protocol.JoinReply,
  'events-push': protocol.EventsPush,
  'state-push': protocol.StatePush,
  'overlay-reply': protocol.OverlayReply,
  'cue-receipt': protocol.CueReceipt,
  vitals: protocol.Vitals,
  'reply-error': protocol.ReplyError,
  'history-page': protocol.HistoryPage,
  stats: protocol.Stats,
  'session-summary': protocol.SessionSummary,
  'people-page': protocol.PeoplePage,
  'transcript-matches': protocol.TranscriptMatches,
  'error-body': protocol.ErrorBody,
  'command-reply': protocol.CommandReply,
  'now-playing': protocol.NowPlaying,
  'shows-config': protocol.ShowsConfig,
} satisfies Record<string, z.ZodType>

const wanted = new Map<string, string>()
for (const [name, schema] of Object.entries(wire)) wanted.set(`${name}.json`, schemaOf(schema, name))
for (const { type, payload } of protocol.registry.values()) wanted.set(`event/${type}.json`, schemaOf(payload, type))
for (const { name, payload, reply } of protocol.commands.values()) {
  wanted.set(`command/${name}.json`, schemaOf(payload, name))
  if (Object.keys(reply.shape).length > 0) wanted.set(`command/${name}.reply.json`, schemaOf(reply, `${name} reply`))
}
for (const [name, schema] of Object.entries(protocol.overlayStates))
  wanted.set(`state/overlay.${name}.json`, schemaOf(schema, name))
for (const [name, schema] of Object.entries({
  main: protocol.DashboardState,
  services: protocol.ServicesState,
  obs: protocol.ObsState,
  overlays: protocol.OverlaysState,
}))
  wanted.set(`state/dashboard.${name}.json`, schemaOf(schema, `dashboard:${name}`))

wanted.set('state/stream.queue.json', schemaOf(protocol.QueueView, 'stream:queue'))
wanted.set('state/stream.status.json', schemaOf(protocol.StreamStatus, 'stream:status'))
wanted.set('state/stream.stage.json', schemaOf(protocol.StageView, 'stream:stage'))

const there = new Set((await readdir(folder, { recursive: true }).catch(() => [])).filter((name) => name.endsWith('.json')))

if (process.argv.includes('--check')) {
  const stale: string[] = []
  for (const [name, text] of wanted) {
    if (!there.has(name) || (await Bun.file(join(folder, name)).text()) !== text) stale.push(name)
  }
  stale.push(...[...there].filter((name) => !wanted.has(name)))
  if (stale.length === 0) process.exit(0)
  console.error(`docs/schema is not what the protocol says (${stale.join(', ')}); run: bun run schema`)
  process.exit(1)
}

await rm(folder, { recursive: true, force: true })
for (const [name, text] of wanted) {
  await mkdir(join(folder, name, '..'), { recursive: true })
  await Bun.write(join(folder, name), text)
}
console.log(`${wanted.size} schemas in docs/schema`)
