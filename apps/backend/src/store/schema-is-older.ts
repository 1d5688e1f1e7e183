/** The database has not been brought to this version's schema, and whoever has opened it only reads on. */
export class SchemaIsOlder extends Error {
  override readonly name = 'SchemaIsOlder'

  constructor(found: number, known: number) {
    super(
      found === 0
        ? 'no backend has been started on it yet'
        : `the database is at schema ${found}, and this version wants schema ${known}: take the version that the backend has, ` +
            'or ask the backend itself (BACKEND_URL)',
    )
  }
}
