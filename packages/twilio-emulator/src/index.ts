export { startEmulator, type RunningEmulator } from './emulator.ts'
export { createWallClock } from './world/wall-clock.ts'
export type { ContactCenter } from './seed/contact-center.ts'
