import { parseColour } from '@landale/theme'
import { themeProperty } from '@/shared/theme.ts'

/** Iron's, for a theme that writes its colour in a way that is not read. */
const ironSurface = { lightness: 0.235, chroma: 0.012, hue: 255 }

/** What names stand on. */
export const surface = parseColour(themeProperty('--surface')) ?? ironSurface
