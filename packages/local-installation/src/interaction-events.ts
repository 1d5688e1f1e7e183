/** Everything that Flex tells of interactions (WH-11). */
export const EVERY_INTERACTION_EVENT = [
  'onInteractionCreated',
  'onChannelCreated',
  'onChannelCreateFailed',
  'onChannelStatusUpdated',
  'onParticipantJoined',
  'onParticipantLeft',
  'onParticipantUpdated',
] as const
