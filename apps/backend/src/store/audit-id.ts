/** An id as the trail gives them; another text, which a page's address may hold, is before nothing. */
export function isAuditId(id: string): boolean {
  return /^\d{1,18}$/.test(id)
}
