const FLEX = { method: 'POST', host: 'flex-api.twilio.com' }
const CHANNEL = '/v1/Interactions/:interactionSid/Channels/:channelSid'

/** The calls that scenarios disturb, as the emulator's faults name them. */
export const CLOSE_PARTICIPANT = { ...FLEX, path: `${CHANNEL}/Participants/:participantSid` }
export const CREATE_INVITE = { ...FLEX, path: `${CHANNEL}/Invites` }
