import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * Who may see and do what faces operators: whoever knows the access token, or shows a session that was made with it. Sessions
 * are kept by nobody: a cookie says until when it holds, and is signed. Another token ends all of them.
 */
export interface Access {
  isToken(text: string): boolean
  newSession(nowMs: number): string
  isSession(text: string, nowMs: number): boolean
}

export function createAccess(accessToken: string): Access {
  const key = createHash('sha256').update(`session:${accessToken}`).digest()
  const sign = (content: string): string => createHmac('sha256', key).update(content).digest('base64url')
  return {
    isToken: (text) => isSame(text, accessToken),
    newSession: (nowMs) => {
      const content = `${nowMs + SESSION_MS}.${randomBytes(16).toString('base64url')}`
      return `${content}.${sign(content)}`
    },
    isSession: (text, nowMs) => {
      const [untilMs = '', nonce = '', signature = ''] = text.split('.')
      return isSame(signature, sign(`${untilMs}.${nonce}`)) && nowMs < Number(untilMs)
    },
  }
}

/** One working day. */
export const SESSION_MS = 12 * 60 * 60 * 1000

/** Takes as long for a wrong text as for a right one; hashed, because it compares only what is equally long. */
function isSame(left: string, right: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(left), hash(right))
}
