export type { Configuration } from './configuration/configuration.ts'
export type { AuditedStep, AuditEntry, NewAuditEntry } from './store/audit-trail.ts'
export type { ScheduleRow } from './store/schedule.ts'
export type { Store } from './store/store.ts'
