import { expect, test } from 'bun:test'
import { sounds } from './sounds.ts'
import { sampleRate } from './voices.ts'

for (const [name, samples] of Object.entries(sounds))
  test(`${name} is there within a frame, ends in silence, and is as long as its cue can bear`, () => {
    const loudest = (from: number, to: number) =>
      samples.subarray(from * sampleRate, to * sampleRate).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
    const seconds = samples.length / sampleRate
    expect(loudest(0, 1 / 60)).toBeGreaterThan(loudest(0, seconds) * 0.4)
    expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(1e-3)
    expect(loudest(seconds - 0.02, seconds)).toBeLessThan(loudest(0, seconds) * 0.1)
    expect(seconds).toBeLessThan(3)
    // As one signal in the middle of the stereo picture: no direct current that would click at the start and the end.
    expect(Math.abs(samples.reduce((sum, sample) => sum + sample, 0) / samples.length)).toBeLessThan(0.01)
  })
