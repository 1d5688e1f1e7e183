/** Every variable of the environment that the command line reads; `given` reads no other. */
export const VARIABLES = {
  TWILIO_ACCOUNT_SID: {
    accepts: 'AC and 32 hexadecimal digits',
    means:
      'The account. Where none of this and the three below is set, the active profile of the Twilio CLI is used (`~/.twilio-cli/config.json`); `--profile` names another one, and has precedence.',
  },
  TWILIO_AUTH_TOKEN: { accepts: "the account's auth token", means: 'What calls are made with.' },
  TWILIO_API_KEY: {
    accepts: 'SK and 32 hexadecimal digits',
    means: 'An API key in place of the auth token. It has precedence where both are set.',
  },
  TWILIO_API_SECRET: { accepts: "the key's secret", means: 'Belongs to `TWILIO_API_KEY`.' },
  TWILIO_FLEX_WORKSPACE_SID: {
    accepts: 'WS and 32 hexadecimal digits',
    means: "The workspace. Without it: the one that Flex's configuration names.",
  },
  TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID: {
    accepts: 'WW and 32 hexadecimal digits',
    means: 'The workflow that routes transfers. Without it: the one called "Conversation Transfer".',
  },
  TWILIO_API_BASE_URL: {
    accepts: 'an http address',
    means: "The address of an emulator, instead of Twilio's own.",
  },
  BACKEND_URL: {
    accepts: 'an http address',
    means: 'A backend that runs: what it remembers of a conversation, and its audit trail.',
  },
  ACCESS_TOKEN: { accepts: 'text', means: 'What that backend has as its `ACCESS_TOKEN`.' },
  DATABASE_URL: {
    accepts: 'an address that begins with postgres://',
    means: "The backend's Postgres, where no `BACKEND_URL` is set.",
  },
  DATA_FOLDER: {
    accepts: 'a folder',
    means:
      "The backend's folder, where neither is set. It belongs to one process, and so to a backend that is not running.",
  },
} as const

export type VariableName = keyof typeof VARIABLES

/** What a variable says. One that is set to nothing is not set. */
export function given(env: Readonly<Record<string, string | undefined>>, name: VariableName): string | undefined {
  const value = env[name]?.trim()
  return value === '' ? undefined : value
}
