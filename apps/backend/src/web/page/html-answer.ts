import type { Context } from 'hono'
import { html } from 'hono/html'

type Content = Parameters<typeof html>[1]

/** A whole page. Without its first line browsers would draw it by the rules of the nineties. */
export async function htmlAnswer(c: Context, page: Content, status: 200 | 401 | 404 = 200): Promise<Response> {
  return c.html(await html`<!doctype html>${page}`, status)
}
