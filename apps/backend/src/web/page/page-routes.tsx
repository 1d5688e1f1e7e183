/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { conversationSid } from '@conversation-transfer/transfer'
import { Hono, type Context } from 'hono'
import type { PropsWithChildren } from 'hono/jsx'
import { askForLook, auditQuery, ENTRIES_MAX, rowQuery, thaw } from '../operator-requests.ts'
import type { WebOptions } from '../web-options.ts'
import { Conversation } from './conversation.tsx'
import { Conversations } from './conversations.tsx'
import { htmlAnswer } from './html-answer.ts'
import { Layout, type LayoutProps } from './layout.tsx'
import { Overview } from './overview.tsx'
import { Nothing } from './parts.tsx'
import { Repairs } from './repairs.tsx'

export type PageOptions = Pick<WebOptions, 'store' | 'configuration' | 'now'>

/** The operators' page: what is going on, what was done and why, and the few things that a person can do about it. */
export function pageRoutes(options: PageOptions): Hono {
  const { store, now } = options
  const routes = new Hono()
  routes.get('/', (c) => overview(options, c))
  routes.get('/conversations', (c) => conversations(options, c))
  routes.get('/conversations/:sid', (c) => conversation(options, c))
  routes.get('/repairs', (c) => repairs(options, c))
  routes.post('/conversations/:sid/look', async (c) => {
    const sid = conversationSid.safeParse(c.req.param('sid')).data
    if (sid === undefined) return notFound(options, c)
    await askForLook(store, sid, now())
    return c.redirect(`/conversations/${sid}`, 303)
  })
  routes.post('/thaw', async (c) => {
    await thaw(store, now())
    return c.redirect('/', 303)
  })
  routes.get('*', (c) => notFound(options, c))
  return routes
}

const ALONE_SHOWN_MAX = 20
const LATEST_SHOWN = 8
const REPAIRS_PER_PAGE = 30

async function overview({ store, configuration, now }: PageOptions, c: Context): Promise<Response> {
  const [counts, frozen, alone, latest] = await Promise.all([
    store.schedule.counts(),
    store.allowance.frozen(),
    store.schedule.rows({ state: 'alone', limit: ALONE_SHOWN_MAX }),
    store.audit.entries({ limit: LATEST_SHOWN }),
  ])
  return htmlAnswer(
    c,
    <Page configuration={configuration} title="Overview" place="overview" isLive>
      <Overview {...{ repairs: configuration.repairs, frozen, counts, alone, latest, nowMs: now() }} />
    </Page>,
  )
}

async function conversations({ store, configuration, now }: PageOptions, c: Context): Promise<Response> {
  const query = rowQuery.parse(c.req.query())
  // Whoever searches for a whole sid of a conversation wants to see that one.
  const sid = conversationSid.safeParse(query.search).data
  if (sid !== undefined) return c.redirect(`/conversations/${sid}`, 303)
  const [counts, rows] = await Promise.all([store.schedule.counts(), store.schedule.rows(query)])
  const { state, search, limit } = query
  return htmlAnswer(
    c,
    <Page configuration={configuration} title="Conversations" place="conversations" isLive>
      <Conversations {...{ rows, counts, state, search, isCut: rows.length === limit, nowMs: now() }} />
    </Page>,
  )
}

async function conversation(options: PageOptions, c: Context): Promise<Response> {
  const { store, configuration, now } = options
  const sid = conversationSid.safeParse(c.req.param('sid')).data
  if (sid === undefined) return notFound(options, c)
  const [row, entries] = await Promise.all([
    store.schedule.row(sid),
    store.audit.entries({ conversationSid: sid, limit: ENTRIES_MAX }),
  ])
  const isAwaited = entries.some(({ kind, atMs }) => kind === 'asked' && atMs > (row?.lookedAtMs ?? 0))
  return htmlAnswer(
    c,
    <Page configuration={configuration} title={sid} place="none" isLive>
      <Conversation {...{ sid, row, entries, isAwaited, nowMs: now() }} />
    </Page>,
  )
}

async function repairs({ store, configuration, now }: PageOptions, c: Context): Promise<Response> {
  const kind = c.req.query('kind') ?? ''
  const query = auditQuery.parse({
    ...c.req.query(),
    kinds: kind === '' ? undefined : [kind],
    limit: REPAIRS_PER_PAGE,
  })
  const entries = await store.audit.entries(query)
  const olderThanId = entries.length === REPAIRS_PER_PAGE ? entries.at(-1)?.id : undefined
  const isFirstPage = query.beforeId === undefined
  return htmlAnswer(
    c,
    <Page configuration={configuration} title="Repairs" place="repairs" isLive={isFirstPage}>
      <Repairs {...{ entries, rule: query.rule, kind: query.kinds?.[0], olderThanId, isFirstPage, nowMs: now() }} />
    </Page>,
  )
}

function notFound({ configuration }: PageOptions, c: Context): Promise<Response> {
  return htmlAnswer(
    c,
    <Page configuration={configuration} title="Not found" place="none">
      <h1>Not found</h1>
      <Nothing>There is no such page. Conversations are found by any of their sids.</Nothing>
    </Page>,
    404,
  )
}

/** Every page but the form for the token; whoever needs none cannot log out either. */
function Page({
  configuration,
  children,
  ...layout
}: PropsWithChildren<Omit<LayoutProps, 'hasSession'> & Pick<PageOptions, 'configuration'>>) {
  return (
    <Layout {...layout} hasSession={configuration.accessToken !== undefined}>
      {children}
    </Layout>
  )
}
