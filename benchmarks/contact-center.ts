import { createEmulator, VirtualClock } from '@conversation-transfer/twilio-emulator'

const WORKFLOW = 'Benchmark'
/** The skills that workers and queues share: each worker has one, so each queue reaches a tenth of the workers. */
const SKILLS = 10

export interface ContactCenterOptions {
  readonly queues: number
  readonly workers: number
  /** `Available` unless said otherwise. */
  readonly activity?: string
  /** How long after a change TaskRouter routes; 0 lets everything happen in one moment. */
  readonly routingDelayMs?: number
}

/** An emulator in this process, on a virtual clock, and the calls that the life of a task is made of. */
export interface ContactCenter {
  readonly clock: VirtualClock
  /** Answers the sid of a task that the filter number `queue` of the workflow is for; it has not been routed yet. */
  createTask(queue: number): Promise<string>
  /** Lets time pass until the routing has run. */
  route(): void
  /** The worker who was asked accepts and completes the task. Throws if nobody was asked. */
  serve(taskSid: string): Promise<void>
  cancel(taskSid: string): Promise<void>
}

export async function openContactCenter(options: ContactCenterOptions): Promise<ContactCenter> {
  const { queues, routingDelayMs = 20 } = options
  const clock = new VirtualClock(Date.UTC(2026, 0, 31))
  const emulator = createEmulator({ clock, seed: 1, assumptions: { routingDelayMs } })
  const { accountSid, authToken, workspaceSid } = emulator.contactCenter
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`

  async function send(path: string, init: RequestInit): Promise<Readonly<Record<string, unknown>>> {
    const response = await emulator.fetch(new Request(`http://emulator${path}`, init))
    const text = await response.text()
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`)
    return JSON.parse(text) as Record<string, unknown>
  }
  async function call(path: string, form?: Readonly<Record<string, string>>): ReturnType<typeof send> {
    const body = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }
    const address = `/__twilio/taskrouter.twilio.com/v1/Workspaces/${workspaceSid}${path}`
    return send(address, { headers: { Authorization: authorization }, ...body })
  }

  await send('/__emulator/seed', { method: 'POST', body: JSON.stringify(describe(options)) })
  const workflowSid = sidIn((await call(`/Workflows?FriendlyName=${WORKFLOW}`))['workflows'])
  return {
    clock,
    createTask: async (queue) => {
      const attributes = JSON.stringify({ queue: queue % queues, customer: { name: 'A customer', vip: false } })
      const form = { Attributes: attributes, WorkflowSid: workflowSid, TaskChannel: 'chat' }
      return String((await call('/Tasks', form))['sid'])
    },
    route: () => clock.advanceBy(routingDelayMs),
    serve: async (taskSid) => {
      const path = `/Tasks/${taskSid}/Reservations`
      const reservationSid = sidIn((await call(path))['reservations'])
      await call(`${path}/${reservationSid}`, { ReservationStatus: 'accepted' })
      await call(`/Tasks/${taskSid}`, { AssignmentStatus: 'completed' })
    },
    cancel: async (taskSid) => {
      await call(`/Tasks/${taskSid}`, { AssignmentStatus: 'canceled' })
    },
  }
}

/** The first queue has everybody, the others a tenth of the workers each; the workflow has a filter for each queue. */
function describe({ queues, workers, activity = 'Available' }: ContactCenterOptions): object {
  const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index)
  const filters = numbers(queues).map((queue) => {
    return { expression: `queue == ${queue}`, targets: [{ queue: `Queue ${queue}` }] }
  })
  return {
    queues: numbers(queues).map((queue) => {
      return queue === 0 ? { name: 'Queue 0' } : { name: `Queue ${queue}`, skill: `skill${queue % SKILLS}` }
    }),
    workers: numbers(workers).map((worker) => {
      return { name: `worker${worker}`, skills: [`skill${worker % SKILLS}`], capacity: 50, activity }
    }),
    workflows: [{ name: WORKFLOW, configuration: { task_routing: { filters } } }],
  }
}

function sidIn(rows: unknown): string {
  const [first] = rows as readonly { readonly sid: string }[]
  if (first === undefined) throw new Error('Expected a row, but the list is empty.')
  return first.sid
}
