export type { DoctorCheck } from './check.js'
export { type DoctorReturnType, doctor } from './doctor.js'
export { hashGuardians } from './wormhole.js'
