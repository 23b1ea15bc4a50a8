export { type Colour, contrast, fromHex, inGamut, parseColour } from './colour.ts'
export { type Curve, cubicBezier } from './curve.ts'
export { curves, type Motion, readMotion, times } from './motion.ts'

/** The themes that come with the project, the default first. Any other name is a file of the streamer's. */
export const themeNames = ['iron', 'gazette'] as const
