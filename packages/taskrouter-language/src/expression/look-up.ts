import type { Path } from './expression.ts'

/**
 * The value that the document has at the path; undefined if it has none, which is not the same as a null.
 * Only what the document itself says counts: `constructor` or `length` are names like any other.
 */
export function lookUp(path: Path, document: unknown): unknown {
  let value = document
  for (const segment of path) {
    // A number is an index of an array and nothing else; a name is a key of an object and nothing else.
    if (typeof value !== 'object' || value === null || Array.isArray(value) !== (typeof segment === 'number')) {
      return undefined
    }
    value = Object.getOwnPropertyDescriptor(value, segment)?.value
  }
  return value
}
