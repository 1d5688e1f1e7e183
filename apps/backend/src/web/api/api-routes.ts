import { conversationSid } from '@conversation-transfer/transfer'
import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { askForLook, auditQuery, freeze, rowQuery, thaw } from '../operator-requests.ts'
import type { WebOptions } from '../web-options.ts'

/** What the page shows and does, as JSON, for the command line and for scripts. README.md has the table. */
export function apiRoutes({ store, configuration, now }: Pick<WebOptions, 'store' | 'configuration' | 'now'>): Hono {
  const routes = new Hono()
  routes.get('/status', async (c) => {
    const [counts, frozen] = await Promise.all([store.schedule.counts(), store.allowance.frozen()])
    return c.json({ repairs: configuration.repairs, frozen: frozen ?? null, counts })
  })
  routes.get('/conversations', async (c) => {
    return c.json({ conversations: await store.schedule.rows(rowQuery.parse(c.req.query())) })
  })
  routes.get('/conversations/:sid', async (c) => {
    const sid = conversationSid.safeParse(c.req.param('sid')).data
    if (sid === undefined) return notASid(c)
    const query = auditQuery.parse({ ...c.req.query(), conversationSid: sid })
    const [row, entries] = await Promise.all([store.schedule.row(sid), store.audit.entries(query)])
    if (row === undefined && entries.length === 0) return c.json({ error: 'No such conversation is known.' }, 404)
    return c.json({ conversation: row ?? null, entries })
  })
  routes.post('/conversations/:sid/look', async (c) => {
    const sid = conversationSid.safeParse(c.req.param('sid')).data
    if (sid === undefined) return notASid(c)
    await askForLook(store, sid, now())
    return c.json({ asked: sid }, 202)
  })
  routes.get('/entries', async (c) => {
    const kinds = c.req.queries('kind')
    return c.json({ entries: await store.audit.entries(auditQuery.parse({ ...c.req.query(), kinds })) })
  })
  routes.post('/freeze', async (c) => {
    const body = FREEZE.safeParse(await c.req.json().catch(() => undefined)).data
    if (body === undefined) return c.json({ error: 'The body must be {"reason": "..."}.' }, 400)
    await freeze(store, now(), body.reason)
    return c.json({ frozen: (await store.allowance.frozen()) ?? null })
  })
  routes.post('/thaw', async (c) => c.json({ thawed: await thaw(store, now()) }))
  return routes
}

const FREEZE = z.object({ reason: z.string().trim().min(1).max(500) })

function notASid(c: Context): Response {
  return c.json({ error: 'A conversation’s sid is CH and 32 hexadecimal digits.' }, 400)
}
