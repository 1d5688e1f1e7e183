import type { Store } from '../store.ts'
import { auditContract } from './audit-contract.ts'
import { allowanceContract } from './allowance-contract.ts'
import { claimContract } from './claim-contract.ts'
import { clusterContract } from './cluster-contract.ts'
import { acknowledgeContract } from './acknowledge-contract.ts'
import { markContract } from './mark-contract.ts'
import { rowsContract } from './rows-contract.ts'

/** Opens an empty store on the time that it is given. */
export type OpenEmptyStore = (now: () => number) => Promise<Store>

/** What every store does: the same tests for memory, PGlite and Postgres. */
export function storeContract(open: OpenEmptyStore): void {
  markContract(open)
  claimContract(open)
  acknowledgeContract(open)
  rowsContract(open)
  auditContract(open)
  allowanceContract(open)
  clusterContract(open)
}
