/**
 * The licences under which others' code may be in what we ship: each lets it be used and passed on in a closed product, and
 * asks for no more than that its notice goes along.
 */
export const ALLOWED_LICENCES: readonly string[] = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT']

/** Whether an expression (`MIT`, `(MIT OR GPL-3.0)`, `MIT AND ISC`) can be met with allowed licences alone. */
export function isAllowed(expression: string): boolean {
  const plain = expression.replace(/^\((.*)\)$/, '$1')
  const isOne = (licence: string): boolean => ALLOWED_LICENCES.includes(licence)
  // One that has both words is for a person to read.
  return plain.includes(' OR ') ? plain.split(' OR ').some(isOne) : plain.split(' AND ').every(isOne)
}
