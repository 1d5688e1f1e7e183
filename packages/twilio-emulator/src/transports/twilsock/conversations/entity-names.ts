/** The names of a conversation's Sync objects. They are the emulator's own: SDKs only follow them (TS-10). */
export function entityNames(conversationSid: string) {
  return {
    conversation: `${conversationSid}.channel`,
    messages: `${conversationSid}.messages`,
    participants: `${conversationSid}.roster`,
  }
}

export function userEntityNames(identity: string) {
  return { info: `${identity}.info`, conversations: `${identity}.conversations` }
}
