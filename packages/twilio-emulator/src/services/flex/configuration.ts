import { isoSeconds } from '../../transports/rest/render.ts'
import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'

/** What only Twilio sets; a request that carries them changes nothing about them. */
const READ_ONLY = new Set([
  'account_sid',
  'date_created',
  'date_updated',
  'status',
  'flex_instance_sid',
  'flex_service_instance_sid',
  'chat_service_instance_sid',
  'taskrouter_workspace_sid',
  'runtime_domain',
  'service_version',
  'url',
])

/** The flag without which the Flex UI says that its version does not fit (FX-3). */
const VERSION_COMPATIBLE = { version_compatibility: 'yes' }

/** The whole configuration as Twilio answers it (FX-1). */
export function flexConfiguration(world: World): Readonly<Record<string, unknown>> {
  const { account, flex, taskrouter } = world
  const first = { sid: undefined }
  const offline = taskrouter.activities.all().find(({ available }) => !available) ?? first
  return {
    ...defaults(),
    taskrouter_target_workflow_sid: taskrouter.workflows.all()[0]?.sid ?? null,
    taskrouter_target_taskqueue_sid: taskrouter.taskQueues.all()[0]?.sid ?? null,
    taskrouter_offline_activity_sid: offline.sid ?? null,
    ...flex.configuration,
    account_sid: account.sid,
    date_created: isoSeconds(flex.updatedAtMs),
    date_updated: isoSeconds(flex.updatedAtMs),
    status: 'ok',
    taskrouter_workspace_sid: account.workspaceSid,
    chat_service_instance_sid: account.conversationServiceSid,
    flex_service_instance_sid: account.conversationServiceSid,
    flex_instance_sid: account.flexInstanceSid,
    ui_attributes: { ...VERSION_COMPATIBLE, ...uiAttributes(world) },
    url: 'https://flex-api.twilio.com/v1/Configuration',
  }
}

/** What was set as `ui_attributes`. */
function uiAttributes(world: World): object {
  const value = world.flex.configuration['ui_attributes']
  return typeof value === 'object' && value !== null ? value : {}
}

/**
 * Sets the named properties and leaves the others. A property that holds an object is replaced as a whole, not merged
 * (FX-2). Throws Twilio's 400 unless `account_sid` is the account's.
 */
export function updateFlexConfiguration(world: World, fields: Readonly<Record<string, unknown>>): void {
  if (fields['account_sid'] !== world.account.sid) {
    throw invalidParameter('account_sid must be in the body, and must be the sid of this account')
  }
  const known = new Set(Object.keys(flexConfiguration(world)))
  const unknown = Object.keys(fields).find((name) => !known.has(name))
  if (unknown !== undefined) throw invalidParameter(`The Flex configuration has no property '${unknown}'`)
  const settable = Object.entries(fields).filter(([name]) => !READ_ONLY.has(name))
  world.flex.configuration = { ...world.flex.configuration, ...Object.fromEntries(settable) }
  world.flex.updatedAtMs = world.clock.now()
}

/** The names are those of the API description; `agent_conv_end_methods` must be null or whole, or Flex UI crashes (FX-3). */
function defaults(): Readonly<Record<string, unknown>> {
  return {
    attributes: {},
    taskrouter_taskqueues: [],
    taskrouter_skills: [],
    taskrouter_worker_channels: {},
    taskrouter_worker_attributes: {},
    runtime_domain: 'https://flex.twilio.com',
    messaging_service_instance_sid: null,
    ui_language: 'en-US',
    ui_dependencies: {},
    ui_version: '2.17.1',
    service_version: '2.0',
    call_recording_enabled: false,
    call_recording_webhook_url: null,
    crm_enabled: false,
    crm_type: null,
    crm_callback_url: null,
    crm_fallback_url: null,
    crm_attributes: null,
    public_attributes: {},
    plugin_service_enabled: true,
    plugin_service_attributes: {},
    integrations: [],
    outbound_call_flows: { default: { enabled: false } },
    serverless_service_sids: [],
    queue_stats_configuration: null,
    notifications: { enabled: false, mode: 'whenNotInFocus' },
    markdown: { enabled: false, mode: 'readOnly' },
    flex_insights_hr: {},
    flex_insights_drilldown: false,
    flex_url: null,
    channel_configs: [],
    debugger_integration: null,
    flex_ui_status_report: null,
    agent_conv_end_methods: null,
    citrix_voice_vdi: null,
    offline_config: null,
  }
}
