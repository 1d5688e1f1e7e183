import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import type { ContactCenter } from '../seed/contact-center.ts'
import { TwilioError } from '../transports/rest/twilio-error.ts'
import { parseAssumptions, setAssumptions } from './assumption-changes.ts'
import type { LoggedChange } from './change-log.ts'
import { advanceClock, readClock, setClockMode } from './clock-control.ts'
import { ControlError } from './control-error.ts'
import type { Controls } from './controls.ts'
import { countersOf } from './counters.ts'
import { createEventStreams } from './event-stream.ts'
import { addFault, deleteFault, listRoutes } from './fault-control.ts'
import { bringMessage } from './inbound-message.ts'
import { listFeatures, switchFeature } from './feature-control.ts'
import { addPlugin, deletePlugin, listPlugins } from './plugin-control.ts'
import { snapshotOf } from './snapshot.ts'
import { issueToken } from './token-request.ts'

/** A contact center of thousands of workers fits, and a snapshot of a busy day with its 20,000 events. */
const BODY_BYTES_MAX = 134_217_728

/**
 * What steers the emulator itself, under `/__emulator`: JSON in and out, and a sentence in `message` for what is wrong
 * with a request. It asks for no credentials: it listens on loopback only.
 */
export function createControlApi(controls: Controls): Hono {
  const { world, clock, seeding, calls, changes, faults, sockets } = controls
  const api = new Hono()
  api.use(bodyLimit({ maxSize: BODY_BYTES_MAX }))
  api.onError(answerError)
  api.get('/account', (context) => context.json(seeding.contactCenter()))
  api.post('/tokens', async (context) => context.json(issueToken(world, await bodyOf(context))))
  api.post('/inbound-messages', async (context) => context.json(bringMessage(world, await bodyOf(context))))
  api.get('/routes', (context) => context.json(listRoutes()))
  api.get('/calls', (context) => context.json({ calls: calls.all() }))
  api.delete('/calls', (context) => {
    calls.clear()
    return context.json({ calls: [] })
  })
  api.get('/webhooks', (context) => context.json({ webhooks: controls.webhookLog.all() }))
  api.get('/counters', (context) => context.json(countersOf(world, controls)))
  api.get('/faults', (context) => context.json({ faults: faults.all() }))
  api.post('/faults', async (context) => context.json(addFault(faults, await bodyOf(context)), 201))
  api.delete('/faults', (context) => {
    faults.clear()
    return context.json({ faults: [] })
  })
  api.delete('/faults/:id', (context) => context.json(deleteFault(faults, context.req.param('id'))))
  api.get('/plugins', (context) => context.json(listPlugins(world)))
  api.post('/plugins', async (context) => context.json(addPlugin(world, await bodyOf(context)), 201))
  api.delete('/plugins/:name', (context) => context.json(deletePlugin(world, context.req.param('name'))))
  api.get('/features', (context) => context.json(listFeatures(world)))
  api.post('/features', async (context) => context.json(switchFeature(world, await bodyOf(context))))
  api.get('/sockets', (context) => context.json({ open: sockets.size }))
  api.delete('/sockets', (context) => context.json({ cut: sockets.cutAll() }))
  api.get('/clock', (context) => context.json(readClock(clock)))
  api.post('/clock', async (context) => context.json(setClockMode(clock, await bodyOf(context))))
  api.post('/clock/advance', async (context) => context.json(advanceClock(clock, await bodyOf(context))))
  api.get('/assumptions', (context) => context.json(world.assumptions))
  api.post('/assumptions', async (context) => {
    setAssumptions(world.assumptions, parseAssumptions(await bodyOf(context)))
    return context.json(world.assumptions)
  })
  api.post('/reset', async (context) => context.json(await renewed(controls, seeding.reset())))
  api.post('/seed', async (context) => context.json(await renewed(controls, seeding.replace(await bodyOf(context)))))
  api.get('/snapshot', (context) => context.json(snapshotOf(world, seeding.contactCenter())))
  api.post('/snapshot', async (context) =>
    context.json(await renewed(controls, seeding.restore(await bodyOf(context)))),
  )
  api.get('/changes', (context) => context.json(changesAfter(controls, context.req.query('after'))))
  api.get('/events', createEventStreams(changes))
  return api
}

async function renewed({ afterReset }: Controls, contactCenter: ContactCenter): Promise<ContactCenter> {
  await afterReset(contactCenter)
  return contactCenter
}

/** `next` is what to ask for next time. */
function changesAfter(
  { changes: log }: Controls,
  text: string = '0',
): { readonly changes: readonly LoggedChange[]; readonly missed: boolean; readonly next: number } {
  if (!/^\d{1,15}$/.test(text)) throw new ControlError(400, `after must be the number of a change, not '${text}'.`)
  return { ...log.after(Number(text)), next: log.last }
}

async function bodyOf(context: Context): Promise<unknown> {
  const text = await context.req.text()
  try {
    return JSON.parse(text)
  } catch {
    throw new ControlError(400, 'The body is not valid JSON.')
  }
}

function answerError(error: Error, context: Context): Response {
  if (error instanceof ControlError) return context.json({ message: error.message }, error.status)
  if (error instanceof TwilioError) return context.json({ message: error.message }, 400)
  if (error instanceof z.ZodError) return context.json({ message: z.prettifyError(error) }, 400)
  throw error
}
