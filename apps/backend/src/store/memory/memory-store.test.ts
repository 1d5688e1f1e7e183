import { describe } from 'vitest'
import { storeContract } from '../testing/store-contract.ts'
import { createMemoryStore } from './create-memory-store.ts'

describe('a store in memory', () => {
  storeContract((now) => Promise.resolve(createMemoryStore({ now })))
})
