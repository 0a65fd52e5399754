export type { DoctorCheck } from './check.js'
export { type DoctorReturnType, doctor } from './doctor.js'
