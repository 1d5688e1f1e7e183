import { join } from 'node:path'

/** Where cases lie that must not be decided otherwise unnoticed. */
export const CASES_FOLDER = join(import.meta.dirname, '../../../../tests/cases')
