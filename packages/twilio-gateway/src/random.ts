/** Chance: from 0, below 1. Waits are spread by it, so that many who were refused together do not come back together. */
export type Random = () => number

export const realRandom: Random = () => Math.random()
