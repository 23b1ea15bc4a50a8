// Zod compiles its schemas where it may, and finds out by trying, which the page's content policy reports as a violation. Its
// configuration has to stand before the first schema does, so this module is imported before all others.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
