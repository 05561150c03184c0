import { changes } from './changes.ts'

/** What the Open Platform lacks, in its manner: same tokens, same envelope, same errors. */
export const pipit = { v1: { changes } }
