import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..')

/** A file of the repository, by its path from the root. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** Every file that is or could be committed and that `matches`. */
export function sourceFiles(matches: RegExp): SourceFile[] {
  return filePaths()
    .filter((path) => matches.test(path))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
}

/** Tracked files and those that git neither tracks nor ignores. */
export function filePaths(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: ROOT })
  const deleted = execFileSync('git', ['ls-files', '--deleted'], { cwd: ROOT }).toString().split('\n')
  return listed
    .toString()
    .split('\n')
    .filter((path) => path !== '' && !deleted.includes(path))
}

/** Where `pattern` occurs, as `path:line`, with what was found. */
export function occurrences({ path, text }: SourceFile, pattern: RegExp): string[] {
  return text.split('\n').flatMap((line, index) => {
    const found = pattern.exec(line)
    return found === null ? [] : [`${path}:${index + 1} ${found[0]}`]
  })
}
