export { type FakeRainwave, type FakeSong, fakeRainwave } from './fake.ts'
