import { join } from 'node:path'
import { SettingId } from '@landale/protocol'
import { Hono } from 'hono'
import type { EmoteStore } from '@/emotes/emote-store.ts'
import { Problem } from './problem.ts'

export type MediaOptions = { emotes: EmoteStore; configDir: string; pagesDir: string }

/** What browsers play and OBS's can: a name stands for the first of these that is there. */
const soundTypes = { ogg: 'audio/ogg', opus: 'audio/ogg', mp3: 'audio/mpeg', wav: 'audio/wav' } as const
/** A cue's sound is seconds long. */
const maxSoundBytes = 5_000_000

/** What pages show and sound that is not built into them: the emotes of chat, and the sounds of cues. */
export function mediaRoutes({ emotes, configDir, pagesDir }: MediaOptions): Hono {
  const folders = [join(configDir, 'sounds'), join(pagesDir, 'overlays', 'dist', 'sounds')]
  const app = new Hono()
  app.get('/overlay/emotes/:id', async (context) => {
    const picture = await emotes.get(context.req.param('id'))
    if (picture === undefined) throw new Problem('not_found', 'there is no picture of that emote')
    // An emote's picture never changes: another one has another id.
    const headers = { 'content-type': picture.type, 'cache-control': 'public, max-age=31536000, immutable' }
    return new Response(picture.bytes, { headers: { ...headers, 'x-content-type-options': 'nosniff' } })
  })
  app.get('/overlay/sounds/:name', async (context) => {
    const name = SettingId.safeParse(context.req.param('name'))
    const sound = name.success ? await findSound(folders, name.data) : undefined
    if (sound === undefined) throw new Problem('not_found', 'there is no sound of that name')
    const headers = { 'content-type': sound.type, 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' }
    return new Response(sound.file, { headers })
  })
  return app
}

/** The streamer's own goes before the built-in one of the same name. */
async function findSound(folders: readonly string[], name: string): Promise<{ file: Bun.BunFile; type: string } | undefined> {
  for (const folder of folders)
    for (const [ending, type] of Object.entries(soundTypes)) {
      const file = Bun.file(join(folder, `${name}.${ending}`))
      if ((await file.exists()) && file.size <= maxSoundBytes) return { file, type }
    }
  return undefined
}
