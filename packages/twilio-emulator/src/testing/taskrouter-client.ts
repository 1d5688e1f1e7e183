import { createTestEmulator, type TestAnswer, type TestCall, type TestEmulator } from './test-client.ts'
import { isObject } from '../transports/rest/parameters.ts'
import type { Assumptions } from '../world/assumptions.ts'

const HOST = 'taskrouter.twilio.com'
/** Longer than the routing's own delay. */
const ROUTED_MS = 100

type Json = Readonly<Record<string, unknown>>

/** A contact center whose TaskRouter is called as its users call it. Paths are below the workspace: `/Tasks`. */
export interface TaskrouterClient {
  readonly emulator: TestEmulator
  get(path: string): Promise<TestAnswer>
  post(path: string, form: Readonly<Record<string, string>>, headers?: TestCall['headers']): Promise<TestAnswer>
  delete(path: string, headers?: TestCall['headers']): Promise<TestAnswer>
  /** The rows of a list. */
  list(path: string): Promise<readonly Json[]>
  /** Creates a chat task and lets it be routed. Answers its sid. */
  createTask(form: Readonly<Record<string, string>>): Promise<string>
  task(sid: string): Promise<Json>
  /** Who has been asked for the task, and what came of it, such as `alice pending`. */
  rings(taskSid: string): Promise<readonly string[]>
  /** Lets the worker answer the reservation that rings for the task. */
  answer(taskSid: string, workerName: string, status: 'accepted' | 'rejected'): Promise<TestAnswer>
  setActivity(workerName: string, activityName: string): Promise<TestAnswer>
  /** How many chats the worker may have at once. */
  setChatCapacity(workerName: string, capacity: number): Promise<void>
  /** Takes all workers but these out of service. */
  keepAvailable(...workerNames: string[]): Promise<void>
  createQueue(friendlyName: string, form?: Readonly<Record<string, string>>): Promise<string>
  /** Answers the workflow's sid. */
  createWorkflow(routing: object, form?: Readonly<Record<string, string>>): Promise<string>
  /** Lets the routing run. */
  settle(): void
  workerSid(name: string): string
  queueSid(name: string): string
  activitySid(name: string): string
}

export function createTaskrouterClient(assumptions: Partial<Assumptions> = {}): TaskrouterClient {
  const emulator = createTestEmulator({ assumptions: { taskListLagMs: 0, statisticsLagMs: 0, ...assumptions } })
  const { contactCenter, clock } = emulator
  const call = (path: string, options?: TestCall): Promise<TestAnswer> => {
    return emulator.call(HOST, `/v1/Workspaces/${contactCenter.workspaceSid}${path}`, options)
  }
  let workflows = 0
  const client: TaskrouterClient = {
    emulator,
    get: (path) => call(path),
    post: (path, form, headers = {}) => call(path, { form, headers }),
    delete: (path, headers) => emulator.delete(HOST, `/v1/Workspaces/${contactCenter.workspaceSid}${path}`, headers),
    list: async (path) => rowsOf(await call(path)),
    createTask: async (form) => {
      const sid = await created(client.post('/Tasks', { TaskChannel: 'chat', ...form }))
      client.settle()
      return sid
    },
    task: async (sid) => (await call(`/Tasks/${sid}`)).body,
    rings: async (taskSid) => {
      const rows = await client.list(`/Tasks/${taskSid}/Reservations`)
      return rows.map((row) => `${String(row['worker_name'])} ${String(row['reservation_status'])}`)
    },
    answer: async (taskSid, workerName, status) => {
      const rows = await client.list(`/Tasks/${taskSid}/Reservations?ReservationStatus=pending`)
      const ringing = rows.find((row) => row['worker_name'] === workerName)
      const path = `/Tasks/${taskSid}/Reservations/${String(ringing?.['sid'])}`
      const answer = await client.post(path, { ReservationStatus: status })
      client.settle()
      return answer
    },
    setActivity: async (workerName, activityName) => {
      const form = { ActivitySid: client.activitySid(activityName) }
      const answer = await client.post(`/Workers/${client.workerSid(workerName)}`, form)
      client.settle()
      return answer
    },
    setChatCapacity: async (workerName, capacity) => {
      await client.post(`/Workers/${client.workerSid(workerName)}/Channels/chat`, { Capacity: String(capacity) })
    },
    keepAvailable: async (...workerNames) => {
      const others = contactCenter.workers.filter(({ name }) => !workerNames.includes(name))
      for (const { name } of others) await client.setActivity(name, 'Offline')
    },
    createQueue: (friendlyName, form = {}) =>
      created(client.post('/TaskQueues', { FriendlyName: friendlyName, ...form })),
    createWorkflow: (routing, form = {}) => {
      const configuration = JSON.stringify({ task_routing: routing })
      return created(
        client.post('/Workflows', { FriendlyName: `Workflow ${workflows++}`, Configuration: configuration, ...form }),
      )
    },
    settle: () => clock.advanceBy(ROUTED_MS),
    workerSid: (name) => sidOf(contactCenter.workers, name),
    queueSid: (name) => sidOf(contactCenter.queues, name),
    activitySid: (name) => sidOf(contactCenter.activities, name),
  }
  return client
}

async function created(answer: Promise<TestAnswer>): Promise<string> {
  const { status, body } = await answer
  if (status !== 201) throw new Error(`Expected 201, but found ${status}: ${String(body['message'])}`)
  return String(body['sid'])
}

function rowsOf({ body }: TestAnswer): readonly Json[] {
  const { meta } = body
  const rows = isObject(meta) ? body[String(meta['key'])] : undefined
  if (!Array.isArray(rows)) throw new Error(`Expected a list, but found ${JSON.stringify(body)}`)
  return rows.filter(isObject)
}

function sidOf(rows: readonly { readonly sid: string; readonly name: string }[], name: string): string {
  const row = rows.find((candidate) => candidate.name === name)
  if (row === undefined) throw new Error(`The contact center has no '${name}'.`)
  return row.sid
}
