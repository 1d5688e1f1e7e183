import type { World } from '../../world/world.ts'
import type { RestAnswer, RestRequest } from './message.ts'

/** The hosts that the emulator stands in for. */
export type TwilioHost =
  | 'api.twilio.com'
  | 'taskrouter.twilio.com'
  | 'flex-api.twilio.com'
  | 'conversations.twilio.com'
  | 'iam.twilio.com'
  | 'sync.twilio.com'
  | 'event-bridge.twilio.com'
  | 'serverless.twilio.com'
  | 'events.twilio.com'
  | 'serverless-upload.twilio.com'
  | FlexUiHost

/** Where the Flex UI's shell gets what is no API: its session, its plugins, pictures and fonts. */
type FlexUiHost =
  | 'flex.twilio.com'
  | 'assets.flex.twilio.com'
  | 'assets.twilio.com'
  | 'media.twiliocdn.com'
  | 'status.twilio.com'

/** How well a behaviour is known; DIFFERENCES.md explains the three marks. */
export type Mark = 'documented' | 'observed' | 'assumed'

/** One call of Twilio's REST API. */
export interface Route {
  readonly host: TwilioHost
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** `/v1/Workspaces/:workspaceSid/Tasks`: what follows a colon is a parameter. */
  readonly path: string
  readonly mark: Mark
  /** The number of the fact in docs/twilio-behaviour.md that the call stands on, such as `TR-1`. */
  readonly fact: string
  /** Who may call: by default whoever has credentials. `anyone` is for what a browser fetches without any. */
  readonly access?: 'credentials' | 'anyone'
  /** Computes the answer and changes the world at once: no call is ever seen half done. */
  readonly handle: (request: RestRequest, world: World) => RestAnswer
}
