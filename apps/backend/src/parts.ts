import type { BackendParts } from './backend.ts'

/** The store and the work that a backend in production is put together from. */
export const PARTS: BackendParts = {
  openStore: () => Promise.reject(new Error('This build has no store yet.')),
  startWork: () => {
    throw new Error('This build does no work yet.')
  },
}
