import type { BackendParts } from './backend.ts'
import { openStore } from './store/open-store.ts'
import { startWork } from './work/start-work.ts'

/** The store and the work that a backend in production is put together from. */
export const PARTS: BackendParts = { openStore, startWork }
