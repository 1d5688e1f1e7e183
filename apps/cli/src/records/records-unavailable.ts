/** The backend or its store did not answer as it should. */
export class RecordsUnavailable extends Error {
  override readonly name = 'RecordsUnavailable'
}
