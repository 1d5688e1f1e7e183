export { configureFlex } from './configure-flex.ts'
export { FUNCTIONS_BUNDLE, functionsEnvironment } from './functions-environment.ts'
export { installWorkflow } from './install-workflow.ts'
export { accountClient, type EmulatedAccount } from './emulated-account.ts'
