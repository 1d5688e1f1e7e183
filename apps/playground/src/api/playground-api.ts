import { TwilioError } from '@conversation-transfer/twilio-emulator'
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { computeLiveView } from '../live/compute-live-view.ts'
import { conversationStory } from '../story/conversation-story.ts'
import { end, handOver, leave, type Staff } from './conversation-commands.ts'
import { phoneView, writeFromPhone } from './phones.ts'
import { Refusal } from './refusal.ts'
import { answerRing, goTo } from './staff-actions.ts'
import { makeTrouble, TroubleBody } from './make-trouble.ts'
import { streamViews, type Look } from './view-stream.ts'
import { startWebchat, WebchatRequest } from './webchat.ts'

const BODY_BYTES_MAX = 65_536
/** Each look is computed again with every change; a page has a handful. */
const LOOKS_MAX = 10

const Message = z.strictObject({ body: z.string().min(1).max(1600) })
const RingAnswer = z.strictObject({ action: z.enum(['accept', 'decline']) })
const ActivityName = z.strictObject({ name: z.string() })
const HandOver = z.strictObject({
  workerSid: z.string(),
  target: z.string().regex(/^W[KQ]/, 'must be the sid of a worker or a queue'),
  kind: z.enum(['transfer', 'invite']),
})
const Departure = z.strictObject({ workerSid: z.string(), kind: z.enum(['leave', 'end']) })

/** What the playground's page reads and does, below `/playground`: the table in `view/README.md`. */
export function createPlaygroundApi(staff: Staff): Hono {
  const { emulator } = staff
  const { world } = emulator
  const api = new Hono()
  api.use(bodyLimit({ maxSize: BODY_BYTES_MAX }))
  api.onError(answerError)
  addStreams(api, staff)
  api.post('/phones/:address/messages', async (context) => {
    const { body } = Message.parse(await bodyOf(context))
    writeFromPhone(world, { address: context.req.param('address'), body })
    return context.body(null, 204)
  })
  api.post('/customers/webchat', async (context) => {
    return context.json(await startWebchat(emulator, WebchatRequest.parse(await bodyOf(context))))
  })
  api.post('/workers/:sid/reservation', async (context) => {
    await answerRing(emulator, context.req.param('sid'), RingAnswer.parse(await bodyOf(context)).action)
    return context.body(null, 204)
  })
  api.post('/workers/:sid/activity', async (context) => {
    goTo(world, context.req.param('sid'), ActivityName.parse(await bodyOf(context)).name)
    return context.body(null, 204)
  })
  api.post('/conversations/:sid/transfer', async (context) => {
    const request = HandOver.parse(await bodyOf(context))
    await handOver(staff, { conversationSid: context.req.param('sid'), ...request })
    return context.body(null, 204)
  })
  api.post('/conversations/:sid/departure', async (context) => {
    const { workerSid, kind } = Departure.parse(await bodyOf(context))
    await (kind === 'leave' ? leave : end)(staff, { conversationSid: context.req.param('sid'), workerSid })
    return context.body(null, 204)
  })
  api.post('/troubles/:id', async (context) => {
    await makeTrouble(staff, context.req.param('id'), TroubleBody.parse(await bodyOf(context)))
    return context.body(null, 204)
  })
  api.post('/reset', async (context) => {
    await emulator.reset()
    return context.body(null, 204)
  })
  api.notFound((context) => context.json({ message: `There is no ${context.req.method} ${context.req.path}.` }, 404))
  return api
}

function addStreams(api: Hono, { emulator, functionLog, repairLog }: Staff): void {
  const { world, logs, news } = emulator
  const live: Look = { event: 'view', compute: () => computeLiveView(emulator) }
  const story = (sid: string): Look => ({
    event: 'story',
    compute: () => conversationStory({ world, logs, functionLog, repairLog }, sid),
  })
  const phone = (address: string): Look => ({ event: 'phone', compute: () => phoneView(world, address) })
  api.get('/live', (context) => streamViews(context, news, [live]))
  api.get('/conversations/:sid/story', (context) => {
    const sid = context.req.param('sid')
    if (world.conversations.conversations.get(sid) === undefined) {
      throw new Refusal(404, `There is no conversation ${sid}.`)
    }
    return streamViews(context, news, [story(sid)])
  })
  api.get('/phones/:address', (context) => streamViews(context, news, [phone(context.req.param('address'))]))
  api.get('/events', (context) => {
    const stories = (context.req.queries('story') ?? []).map(story)
    const phones = (context.req.queries('phone') ?? []).map(phone)
    const looks = [live, ...stories, ...phones]
    if (looks.length > LOOKS_MAX) throw new Refusal(400, `A stream shows at most ${LOOKS_MAX} things.`)
    return streamViews(context, news, looks)
  })
}

async function bodyOf(context: Context): Promise<unknown> {
  const text = await context.req.text()
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal(400, 'The body is not valid JSON.')
  }
}

function answerError(error: Error, context: Context): Response {
  if (error instanceof Refusal) return context.json({ message: error.message }, error.status)
  if (error instanceof TwilioError) return context.json({ message: error.message }, 409)
  if (error instanceof z.ZodError) return context.json({ message: z.prettifyError(error) }, 400)
  process.stderr.write(`${context.req.method} ${context.req.path} failed: ${error.stack ?? error.message}\n`)
  return context.json({ message: 'The playground has failed; its terminal says why.' }, 500)
}
