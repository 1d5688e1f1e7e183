import {
  channelSid,
  conversationSid,
  interactionSid,
  inviteSid,
  isJsonObject,
  participantSid,
  reservationSid,
  taskQueueSid,
  taskSid,
  workerSid,
  type JsonObject,
  type Observation,
} from '@conversation-transfer/transfer'
import { z } from 'zod'

/** Attributes stay as they were parsed: numbers that JavaScript cannot hold are values of their own. */
export const jsonObject: z.ZodType<JsonObject> = z.custom<JsonObject>(isJsonObject, 'must be a JSON object')

export const rememberedTask = z.object({
  sid: taskSid,
  attributes: jsonObject,
  priority: z.number(),
  taskChannelUniqueName: z.string(),
})

const inviteMark = z.object({
  transferId: z.string(),
  mode: z.enum(['cold', 'warm']),
  fromWorkerSid: workerSid.optional(),
  fromParticipantSid: participantSid.optional(),
  release: z.literal('on_accept').optional(),
  attempt: z.int().positive(),
  targetName: z.string(),
  note: z.string().optional(),
  reason: z.string().optional(),
})

const invite = z
  .object({
    inviteSid,
    taskSid,
    createdAtMs: z.number(),
    mark: inviteMark.optional(),
    target: z.object({ type: z.enum(['worker', 'queue']), sid: z.string(), name: z.string() }).optional(),
    goneTask: rememberedTask.exactOptional(),
  })
  // JSON has no undefined: an invite that is not ours lacks what is undefined in memory.
  .transform(({ mark, target, ...rest }) => ({ ...rest, mark, target }))

const participant = z.object({
  participantSid,
  type: z.string(),
  workerSid: workerSid.exactOptional(),
  taskSid: taskSid.exactOptional(),
  memberSid: z.string().exactOptional(),
  conversationSid: conversationSid.exactOptional(),
  inConversation: z.enum(['yes', 'no', 'unknown']),
})

const presentTask = z.object({
  sid: taskSid,
  status: z.enum(['pending', 'reserved', 'assigned', 'wrapping', 'completed', 'canceled']),
  createdAtMs: z.number(),
  attributes: jsonObject,
  reason: z.string(),
  etag: z.string(),
  priority: z.number(),
  taskChannelUniqueName: z.string(),
  reservations: z.array(z.object({ sid: reservationSid, workerSid, status: z.string(), createdAtMs: z.number() })),
})

const task = z.union([presentTask, z.object({ sid: taskSid, status: z.literal('gone') })])

const lastMessage = z.object({ byCustomer: z.enum(['yes', 'no', 'unknown']), atMs: z.number() })

const onDemand = z.object({
  lastMessage: z.union([lastMessage, z.literal('none')]).exactOptional(),
  studioWebhook: z.union([z.object({ createdAtMs: z.number() }), z.literal('none')]).exactOptional(),
  channelTasksRead: z.boolean().exactOptional(),
  workers: z.record(z.string(), z.object({ sid: workerSid, name: z.string(), available: z.boolean() })).exactOptional(),
  verdicts: z.record(z.string(), z.enum(['served', 'failed', 'unknown'])).exactOptional(),
})

const workflow = z.object({
  knownWorkerQueueSids: z.array(taskQueueSid),
  queueSids: z.array(taskQueueSid),
  catchesRest: z.boolean(),
  catchAllQueueSid: taskQueueSid.exactOptional(),
})

const conversation = z
  .object({
    sid: conversationSid,
    state: z.string(),
    attributes: jsonObject.optional(),
    memberSids: z.array(z.string()),
  })
  .transform(({ attributes, ...rest }) => ({ ...rest, attributes }))

/** An observation as a look of the rules has it: where a command wanted the conversation to go is not in it. */
export const observationSchema: z.ZodType<Observation> = z.object({
  observedAtMs: z.number(),
  channel: z.object({ interactionSid, channelSid, type: z.string(), status: z.string() }),
  conversation,
  participants: z.array(participant),
  invites: z.array(invite),
  tasks: z.array(task),
  departedWorkerSids: z.array(workerSid).exactOptional(),
  workflow: workflow.exactOptional(),
  onDemand: onDemand.exactOptional(),
})
