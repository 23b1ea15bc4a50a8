// Finds a real OBS Studio for the tests that need one (`*.studio.ts`), with a display and ffmpeg, and sets them up by apt on Debian
// as root where they are missing.
import { existsSync } from 'node:fs'

const needed = ['obs', 'Xvfb', 'ffmpeg', 'ffprobe']
const packages = ['obs-studio', 'xvfb', 'ffmpeg']

const missing = () => needed.filter((program) => Bun.which(program) === null)

/** Makes sure that OBS, Xvfb and ffmpeg are there. Throws with what to install where they are not and cannot be set up here. */
export async function ensureObs(): Promise<void> {
  const before = missing()
  if (before.length === 0) return
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0)
    throw new Error(`the tests with a real OBS need ${before.join(', ')}: install OBS Studio 28 or newer, Xvfb and ffmpeg`)
  console.log(`Setting up ${before.join(', ')} for the tests with a real OBS (apt) …`)
  await Bun.$`apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends ${packages}`.quiet()
  const after = missing()
  if (after.length > 0) throw new Error(`${after.join(', ')} not found after the installation of ${packages.join(', ')}`)
}
