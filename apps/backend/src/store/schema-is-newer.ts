/** The database was made by a later version of this program, which keeps things there that this one does not know of. */
export class SchemaIsNewer extends Error {
  override readonly name = 'SchemaIsNewer'

  constructor(found: number, known: number) {
    super(
      `the database is at schema ${found}, and this version of the backend knows schemas up to ${known}: start the newer ` +
        'version, or point this one at another database',
    )
  }
}
