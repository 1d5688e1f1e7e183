import {
  printJson,
  type CloseChannelStep,
  type CloseParticipantStep,
  type CreateInviteStep,
  type StepResult,
} from '@conversation-transfer/transfer'
import { decode, decodeAttributes } from './decode.ts'
import { channelOf, fetchChannel, invite, listInvites, listParticipants } from './interactions.ts'
import type { Performer } from './performer.ts'
import { fetchTask, presentTask } from './taskrouter.ts'
import { isAnswered } from './twilio-failure.ts'
import { madeSurely, resolved } from './unknown-outcome.ts'

/**
 * Asks the workflow for somebody. A worker is named in the task's attributes and never as the invite's `worker_sid`: an
 * invite for one worker alone is canceled when that worker declines, and leaves the customer with nobody (IN-9). Where no
 * answer says whether the invite was made, it is looked for by its transferId, and never made again.
 */
export function createInvite(performer: Performer, step: CreateInviteStep): Promise<StepResult> {
  const change = (): Promise<StepResult> => postInvite(performer, step)
  const look = async (): Promise<StepResult | 'wait'> => (await findInvite(performer, step)) ?? 'wait'
  return resolved({ change, cause: 'unknownInvite', look }, performer)
}

async function postInvite({ client, settings }: Performer, step: CreateInviteStep): Promise<StepResult> {
  const properties = {
    workspace_sid: settings.workspaceSid,
    workflow_sid: settings.workflowSid,
    task_channel_unique_name: step.taskChannelUniqueName,
    priority: step.priority,
    attributes: step.taskAttributes,
  }
  const routing = printJson({ properties })
  const created = decode(invite, await channelOf(client, step.channel).invites.create({ routing }), 'created invite')
  const task = presentTask({
    sid: created.routing.properties.sid,
    createdAtMs: created.routing.properties.date_created * 1000,
    attributes: decodeAttributes(created.routing.properties.attributes) ?? step.taskAttributes,
    priority: step.priority,
    taskChannelUniqueName: step.taskChannelUniqueName,
  })
  return { kind: 'inviteCreated', step, inviteSid: created.sid, task }
}

/** Undefined as long as the list of invites, which is behind, does not show the step's invite. */
async function findInvite({ client, settings }: Performer, step: CreateInviteStep): Promise<StepResult | undefined> {
  const invites = await listInvites(client, step.channel)
  const found = invites.find(({ mark }) => mark?.transferId === step.mark.transferId)
  if (found === undefined) return undefined
  const task = await fetchTask(client, settings, found.taskSid)
  const isGone = task.status === 'gone'
  const { taskSid: sid, createdAtMs } = found
  const { taskAttributes: attributes, priority, taskChannelUniqueName } = step
  return {
    kind: 'inviteCreated',
    step,
    inviteSid: found.inviteSid,
    task: isGone ? presentTask({ sid, createdAtMs, attributes, priority, taskChannelUniqueName }) : task,
  }
}

/** Takes an agent out. Somebody who is out already is what was asked for. */
export function closeParticipant({ client, ...pacing }: Performer, step: CloseParticipantStep): Promise<StepResult> {
  const { channel, participantSid, status } = step
  return madeSurely(async () => {
    try {
      await channelOf(client, channel).participants(participantSid).update({ status })
    } catch (error: unknown) {
      if (!isAnswered(error, 404) && !(isRefused(error) && (await isOut(client, step)))) throw error
    }
    return { kind: 'participantClosed', step }
  }, pacing)
}

/** What Twilio answers to a closing of what is closed is not documented (IN-23): what it is now decides. */
function isRefused(error: unknown): boolean {
  return isAnswered(error, 400, 409)
}

async function isOut(client: Performer['client'], step: CloseParticipantStep): Promise<boolean> {
  return (await listParticipants(client, step.channel)).every(({ sid }) => sid !== step.participantSid)
}

/** Ends the channel, or leaves it open for the customer. Its agents' tasks are completed (IN-15, IN-18). */
export function closeChannel({ client, ...pacing }: Performer, step: CloseChannelStep): Promise<StepResult> {
  const { channel, status } = step
  return madeSurely(async () => {
    try {
      await channelOf(client, channel).update({ status, routing: { status: 'closed' } })
    } catch (error: unknown) {
      if (!isAnswered(error, 404) && !(isRefused(error) && (await isDone(client, step)))) throw error
    }
    return { kind: 'channelClosed', step }
  }, pacing)
}

async function isDone(client: Performer['client'], { channel, status }: CloseChannelStep): Promise<boolean> {
  const now = await fetchChannel(client, channel)
  return now.status === status || now.status === 'closed' || now.status === 'gone'
}
