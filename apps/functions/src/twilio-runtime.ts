/**
 * What Twilio's runtime gives to a Function, as far as these use it.
 * Documented: https://www.twilio.com/docs/serverless/functions-assets/functions/invocation
 */
export interface TwilioContext {
  /** The variables of the environment, among them ACCOUNT_SID and AUTH_TOKEN. */
  readonly [name: string]: unknown
}

/** The parameters of query and body together, and under `request` the headers. */
export interface TwilioEvent {
  readonly [parameter: string]: unknown
  readonly request?: { readonly headers?: Readonly<Record<string, string | undefined>> }
}

export type TwilioCallback = (error: Error | null, response: TwilioResponse) => void

export type TwilioHandler = (context: TwilioContext, event: TwilioEvent, callback: TwilioCallback) => Promise<void>

export interface TwilioResponse {
  setStatusCode(status: number): void
  setBody(body: object | string): void
  appendHeader(name: string, value: string): void
}

declare const Twilio: { readonly Response: new () => TwilioResponse }

/** A header of the request; its name in small letters. */
export function header(event: TwilioEvent, name: string): string | undefined {
  return event.request?.headers?.[name]
}

/** An empty response, made by the class that the runtime puts into the global scope. */
export function newResponse(): TwilioResponse {
  return new Twilio.Response()
}
