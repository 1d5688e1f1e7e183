/**
 * The row is still that of whoever claimed it with this fence. The lease does not matter: a holder who is late, and whom nobody
 * has followed, may still write.
 */
export const HELD = ({
  conversationSid,
  fence,
}: {
  readonly conversationSid: string
  readonly fence: string
}): string => `conversation_sid = ${conversationSid}::text and fence = ${fence}::bigint and claimed_at is not null`
