/**
 * The value of a JSON text that is read and not written again; undefined if it is none. JavaScript's own parser keeps no
 * stack for what is nested, so that a body of nothing but brackets costs no more than any other.
 */
export function nativeJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
