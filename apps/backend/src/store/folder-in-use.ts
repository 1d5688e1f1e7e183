/** Another process has the folder open. PGlite is one process's own; several of them need a Postgres. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse'

  constructor(folder: string, processId: number, lockFile: string) {
    super(
      `the folder ${folder} is in use by process ${processId}: stop it, or set DATABASE_URL to share a Postgres ` +
        `(if no such process is the backend, delete ${lockFile})`,
    )
  }
}
