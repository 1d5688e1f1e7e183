/** A variable of the environment that the backend reads. `npm run configuration` writes `.env.example` from these. */
export interface Variable {
  /** What a value looks like, for whoever has to write one. */
  readonly example: string
  /** What holds where nothing is set. Without one the variable is required, or may be left out: `isRequired` says which. */
  readonly usually?: string
  readonly isRequired?: true
  /** What a value does, for whoever has to choose one. */
  readonly means: string
}

export const VARIABLES = {
  TWILIO_ACCOUNT_SID: {
    example: 'AC0123456789abcdef0123456789abcdef',
    isRequired: true,
    means: 'The account. Console > Account > API keys and tokens.',
  },
  TWILIO_AUTH_TOKEN: {
    example: 'fedcba9876543210fedcba9876543210',
    isRequired: true,
    means: 'What calls are made with, and what webhooks are signed with. It stands beside the account sid.',
  },
  TWILIO_FLEX_WORKSPACE_SID: {
    example: 'WS0123456789abcdef0123456789abcdef',
    isRequired: true,
    means: 'Flex\'s workspace. Console > TaskRouter > Workspaces: "Flex Task Assignment".',
  },
  TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID: {
    example: 'WW0123456789abcdef0123456789abcdef',
    isRequired: true,
    means: 'The workflow that routes transfers, the same one that the Functions use.',
  },
  TWILIO_API_BASE_URL: {
    example: 'http://127.0.0.1:4010',
    means: "The address of an emulator, instead of Twilio's own. Leave it out in production.",
  },
  DATABASE_URL: {
    example: 'postgres://backend:secret@db.example.com:5432/backend',
    means: 'Postgres. Any number of processes may share one. It has precedence over `DATA_FOLDER`.',
  },
  DATA_FOLDER: {
    example: './backend-data',
    usually: './backend-data',
    means: 'Where there is no `DATABASE_URL`: a folder for an embedded database. One process only.',
  },
  HOST: {
    example: '127.0.0.1',
    usually: '127.0.0.1',
    means:
      'Where it listens. Another address than a loopback one (127.0.0.1, ::1, localhost) demands an `ACCESS_TOKEN`.',
  },
  PORT: { example: '4100', usually: '4100', means: 'The port on which it listens; 0 takes a free one.' },
  PUBLIC_URL: {
    example: 'https://backend.example.com',
    means:
      "The address under which Twilio reaches it, exactly as it stands in Twilio's webhook settings up to /webhooks: signatures are made of it. Without it webhooks are refused, and the census alone finds what has happened.",
  },
  ACCESS_TOKEN: {
    example: 'the output of: openssl rand -hex 32',
    means: 'Opens the page, /api and /metrics: typed into the page\'s form, or sent as "Authorization: Bearer ...".',
  },
  REPAIRS: {
    example: 'stranded,ghost',
    usually: 'none',
    means:
      'Which rules may change anything: `none`, `all`, or their names, separated by commas. The others say what they would do, and do nothing.',
  },
  REPAIRS_PER_MINUTE_MAX: {
    example: '20',
    usually: '20',
    means:
      'How many repairs that end something for somebody all processes together may make in a minute. Whatever wants more freezes all repairs until a person thaws them.',
  },
  REPAIRS_SHARE_MAX: {
    example: '0.05',
    usually: '0.05',
    means: 'The same as a share of the live conversations: the smaller of the two counts.',
  },
  REPAIRS_PER_MINUTE_MIN: {
    example: '3',
    usually: '3',
    means: 'As many are allowed in a minute however few conversations are live.',
  },
  CENSUS_SECONDS: {
    example: '180',
    usually: '180',
    means:
      'How often all live tasks are compared with all active conversations, so that what no webhook told is found.',
  },
  LOOKS_AT_ONCE: {
    example: '8',
    usually: '8',
    means: 'How many conversations one process looks at side by side.',
  },
  AUDIT_DAYS: {
    example: '90',
    usually: '90',
    means: 'How long the audit trail is kept, in days; it goes by whole months.',
  },
  LOG_LEVEL: { example: 'info', usually: 'info', means: 'From which level on lines are written to the log.' },
} satisfies Readonly<Record<string, Variable>>

export type VariableName = keyof typeof VARIABLES
