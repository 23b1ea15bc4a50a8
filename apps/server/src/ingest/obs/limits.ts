/** More than this of OBS's own lists is not shown: far beyond what anybody has. */
export const maxScenes = 1_000
export const maxInputs = 500
export const maxTransitions = 200
