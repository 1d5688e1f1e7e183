export type { Configuration } from './configuration/configuration.ts'
export { readConfiguration, type ConfigurationReading } from './configuration/read-configuration.ts'
export { startBackend, type Backend, type BackendOverrides, type BackendParts } from './backend.ts'
