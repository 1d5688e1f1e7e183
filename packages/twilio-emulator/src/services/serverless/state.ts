import type { Clock } from '../../world/clock.ts'
import { Table } from '../../world/table.ts'

/** The rows of Serverless: what is uploaded, what is built of it, and what is deployed where. */
export interface ServerlessState {
  readonly services: Table<ServerlessService>
  readonly environments: Table<Environment>
  readonly variables: Table<Variable>
  /** Functions and assets: names, under which versions are uploaded. */
  readonly resources: Table<ServerlessResource>
  readonly versions: Table<ResourceVersion>
  readonly builds: Table<Build>
  readonly deployments: Table<Deployment>
}

export function createServerlessState(clock: Clock): ServerlessState {
  return {
    services: new Table(clock),
    environments: new Table(clock),
    variables: new Table(clock),
    resources: new Table(clock),
    versions: new Table(clock),
    builds: new Table(clock),
    deployments: new Table(clock),
  }
}

interface Dated {
  readonly sid: string
  readonly createdAtMs: number
  readonly updatedAtMs: number
}

export interface ServerlessService extends Dated {
  readonly uniqueName: string
  readonly friendlyName: string
  /** Whether Functions find the account's credentials in their context. */
  readonly includeCredentials: boolean
  readonly uiEditable: boolean
  /** `<unique name>-<four digits>`: what the domains of all its environments begin with (SL-2). */
  readonly domainBase: string
}

export interface OfService extends Dated {
  readonly serviceSid: string
}

export interface Environment extends OfService {
  readonly uniqueName: string
  readonly domainSuffix: string | undefined
  readonly domainName: string
  /** What is deployed; undefined before the first deployment. */
  readonly buildSid: string | undefined
}

export interface Variable extends OfService {
  readonly environmentSid: string
  readonly key: string
  readonly value: string
}

export type ResourceKind = 'function' | 'asset'

export interface ServerlessResource extends OfService {
  readonly kind: ResourceKind
  readonly friendlyName: string
}

export type Visibility = 'public' | 'protected' | 'private'

export interface ResourceVersion extends OfService {
  readonly kind: ResourceKind
  readonly resourceSid: string
  /** Begins with a slash. */
  readonly path: string
  readonly visibility: Visibility
  readonly contentType: string
  /** In base 64: an asset may be a picture. */
  readonly content: string
}

export interface Dependency {
  readonly name: string
  readonly version: string
}

export interface Build extends OfService {
  readonly functionVersionSids: readonly string[]
  readonly assetVersionSids: readonly string[]
  readonly dependencies: readonly Dependency[]
  readonly runtime: string
  readonly completesAtMs: number
  /** What its health check will find. */
  readonly isHealthy: boolean
}

export interface Deployment extends OfService {
  readonly environmentSid: string
  /** Undefined for a deployment that takes down what was there. */
  readonly buildSid: string | undefined
}
