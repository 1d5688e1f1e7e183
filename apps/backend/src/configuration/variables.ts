/** A variable of the environment that the backend reads. `.env.example` says the same, and a test holds the two together. */
export interface Variable {
  /** What a value looks like, for whoever has to write one. */
  readonly example: string
  /** What holds where nothing is set. Without one the variable is required, or may be left out: `isRequired` says which. */
  readonly usually?: string
  readonly isRequired?: true
}

export const VARIABLES = {
  TWILIO_ACCOUNT_SID: { example: 'AC0123456789abcdef0123456789abcdef', isRequired: true },
  TWILIO_AUTH_TOKEN: { example: 'fedcba9876543210fedcba9876543210', isRequired: true },
  TWILIO_FLEX_WORKSPACE_SID: { example: 'WS0123456789abcdef0123456789abcdef', isRequired: true },
  TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID: { example: 'WW0123456789abcdef0123456789abcdef', isRequired: true },
  TWILIO_API_BASE_URL: { example: 'http://127.0.0.1:4010' },
  DATABASE_URL: { example: 'postgres://backend:secret@db.example.com:5432/backend' },
  DATA_FOLDER: { example: './backend-data', usually: './backend-data' },
  HOST: { example: '127.0.0.1', usually: '127.0.0.1' },
  PORT: { example: '4100', usually: '4100' },
  PUBLIC_URL: { example: 'https://backend.example.com' },
  ACCESS_TOKEN: { example: 'the output of: openssl rand -hex 32' },
  REPAIRS: { example: 'stranded,ghost', usually: 'none' },
  REPAIRS_PER_MINUTE_MAX: { example: '20', usually: '20' },
  REPAIRS_SHARE_MAX: { example: '0.05', usually: '0.05' },
  REPAIRS_PER_MINUTE_MIN: { example: '3', usually: '3' },
  CENSUS_SECONDS: { example: '180', usually: '180' },
  LOOKS_AT_ONCE: { example: '8', usually: '8' },
  AUDIT_DAYS: { example: '90', usually: '90' },
  LOG_LEVEL: { example: 'info', usually: 'info' },
} satisfies Readonly<Record<string, Variable>>

export type VariableName = keyof typeof VARIABLES
