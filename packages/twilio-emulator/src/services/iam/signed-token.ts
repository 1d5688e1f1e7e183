import { createHmac, timingSafeEqual } from 'node:crypto'
import type { World } from '../../world/world.ts'

const TOKEN_ID_DIGITS = 16

/**
 * A token that says what it stands for, signed with the account's auth token. An emulator that is started again with the
 * same seed is the same account, and knows it still: pages that were open go on. Its characters need no encoding in a
 * URL, because the Flex UI puts it into one as it is (IAM-5).
 */
export function signToken(world: World, name: string, claims: Readonly<Record<string, unknown>>): string {
  let id = ''
  while (id.length < TOKEN_ID_DIGITS) id += world.random.integer(0, 0xffff).toString(16).padStart(4, '0')
  const signed = `${name}~${Buffer.from(JSON.stringify({ ...claims, id })).toString('base64url')}`
  return `${signed}~${signature(world, signed)}`
}

/** What a token of this name says; undefined if it is not one of this account's. */
export function readSignedToken(world: World, name: string, token: string): unknown {
  const [head, claims = '', given = '', ...rest] = token.split('~')
  if (head !== name || rest.length > 0) return undefined
  const expected = Buffer.from(signature(world, `${head}~${claims}`))
  const actual = Buffer.from(given)
  if (expected.length !== actual.length || !timingSafeEqual(expected, actual)) return undefined
  return JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'))
}

function signature({ account }: World, text: string): string {
  return createHmac('sha256', account.authToken).update(text).digest('base64url')
}
