import { z } from 'zod'

/** A Twilio identifier: a prefix that says what it names, and 32 hexadecimal digits. */
type Sid<Prefix extends string> = `${Prefix}${string}`

export type ConversationSid = Sid<'CH'>
export type InteractionSid = Sid<'KD'>
export type InviteSid = Sid<'KG'>
export type ChannelSid = Sid<'UO'>
export type ParticipantSid = Sid<'UT'>
export type ReservationSid = Sid<'WR'>
export type TaskQueueSid = Sid<'WQ'>
export type TaskSid = Sid<'WT'>
export type WorkerSid = Sid<'WK'>
export type WorkflowSid = Sid<'WW'>
export type WorkspaceSid = Sid<'WS'>

export const conversationSid: z.ZodType<ConversationSid> = sid('CH', 'conversation')
export const interactionSid: z.ZodType<InteractionSid> = sid('KD', 'interaction')
export const inviteSid: z.ZodType<InviteSid> = sid('KG', 'invite')
export const channelSid: z.ZodType<ChannelSid> = sid('UO', 'interaction channel')
export const participantSid: z.ZodType<ParticipantSid> = sid('UT', 'interaction participant')
export const reservationSid: z.ZodType<ReservationSid> = sid('WR', 'reservation')
export const taskQueueSid: z.ZodType<TaskQueueSid> = sid('WQ', 'task queue')
export const taskSid: z.ZodType<TaskSid> = sid('WT', 'task')
export const workerSid: z.ZodType<WorkerSid> = sid('WK', 'worker')
export const workflowSid: z.ZodType<WorkflowSid> = sid('WW', 'workflow')
export const workspaceSid: z.ZodType<WorkspaceSid> = sid('WS', 'workspace')

function sid<Prefix extends string>(prefix: Prefix, noun: string): z.ZodType<Sid<Prefix>> {
  const pattern = new RegExp(`^${prefix}[0-9a-f]{32}$`)
  const message = `must be the ${noun} sid: ${prefix} and 32 hexadecimal digits`
  return z.custom<Sid<Prefix>>((value) => typeof value === 'string' && pattern.test(value), { message })
}
