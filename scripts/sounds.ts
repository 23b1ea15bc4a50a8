// `bun scripts/sounds.ts`: makes the overlays' built-in sounds, as Ogg Opus, into apps/overlays/public/sounds. Needs ffmpeg.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sounds } from './sounds/sounds.ts'
import { sampleRate } from './sounds/voices.ts'

const folder = join(import.meta.dir, '../apps/overlays/public/sounds')
/** -7 dBFS: what the encoder adds stays below -6. */
const peak = 10 ** (-7 / 20)
/** How far strikes are pressed against the ceiling, so that a cue is about -16 LUFS at its loudest without a higher peak. */
const drive = 1.4

await mkdir(folder, { recursive: true })
for (const [name, samples] of Object.entries(sounds)) {
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  const floats = Float32Array.from(samples, (sample) => peak * (Math.tanh((drive * sample) / loudest) / Math.tanh(drive)))
  const path = join(folder, `${name}.ogg`)
  const command = ['-v', 'error', '-y', '-f', 'f32le', '-ar', String(sampleRate), '-ac', '1', '-i', 'pipe:0']
  const encoder = Bun.spawn(['ffmpeg', ...command, '-c:a', 'libopus', '-b:a', '64k', '-bitexact', path], { stdin: 'pipe' })
  encoder.stdin.write(floats)
  await encoder.stdin.end()
  if ((await encoder.exited) !== 0) process.exit(1)
  console.log(`${name}.ogg  ${(samples.length / sampleRate).toFixed(2)} s  ${Bun.file(path).size} bytes`)
}
