export { type FakeObs, fakeObs } from './fake.ts'
