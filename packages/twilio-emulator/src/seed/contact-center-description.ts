import { z } from 'zod'

const WORKERS_MAX = 10_000
const OTHERS_MAX = 1000
const CAPACITY_MAX = 50

const name = z.string().min(1).max(200)

const activity = z.strictObject({ name, available: z.boolean() })

const queue = z.strictObject({
  name,
  /** Which workers it reaches, as a TaskRouter expression; without it, those who have `skill`, or else everyone. */
  targetWorkers: z.string().optional(),
  skill: z.string().optional(),
})

const worker = z.strictObject({
  /** The friendly name, and who the worker is in conversations: letters, digits and underscores only. */
  name: z.string().regex(/^\w{1,200}$/),
  fullName: z.string().optional(),
  roles: z.array(z.string()).min(1).default(['agent']),
  skills: z.array(z.string()).default([]),
  /** How many chats the worker may have at once; a conversation and an invite to a second must both fit. */
  capacity: z.int().min(0).max(CAPACITY_MAX).default(3),
  /** The name of an activity. */
  activity: z.string().default('Available'),
  /** Further attributes, which win over those that Flex itself gives. */
  attributes: z.record(z.string(), z.unknown()).default({}),
})

const workflow = z.strictObject({
  name,
  /** As TaskRouter takes it; where it asks for a queue's sid, the name of a queue may stand. */
  configuration: z.record(z.string(), z.unknown()),
})

/** A contact center to fill an account with. The first queue is the one that has everybody. */
export const ContactCenterDescription = z.strictObject({
  activities: z
    .array(activity)
    .min(1)
    .max(OTHERS_MAX)
    .default([
      { name: 'Offline', available: false },
      { name: 'Available', available: true },
      { name: 'Unavailable', available: false },
      { name: 'Break', available: false },
    ]),
  queues: z.array(queue).min(1).max(OTHERS_MAX),
  workers: z.array(worker).max(WORKERS_MAX),
  /** In addition to "Assign to Anyone" and "Conversation Transfer", or in their place if it has their name. */
  workflows: z.array(workflow).max(OTHERS_MAX).default([]),
})

export type ContactCenterDescription = z.infer<typeof ContactCenterDescription>

/** Agents begin available, so that a demo routes at once; the supervisor takes no tasks until asked to. */
export const DEFAULT_CONTACT_CENTER: ContactCenterDescription = ContactCenterDescription.parse({
  queues: [{ name: 'Everyone' }, { name: 'Sales', skill: 'sales' }, { name: 'Support', skill: 'support' }],
  workers: [
    { name: 'alice', fullName: 'Alice', skills: ['sales', 'support'] },
    { name: 'bob', fullName: 'Bob', skills: ['sales'] },
    { name: 'carol', fullName: 'Carol', skills: ['support'] },
    { name: 'dave', fullName: 'Dave', skills: ['support'] },
    { name: 'supervisor', fullName: 'Supervisor', roles: ['supervisor'], activity: 'Offline' },
  ],
})
